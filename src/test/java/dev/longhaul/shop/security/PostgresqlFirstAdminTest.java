package dev.longhaul.shop.security;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;

class PostgresqlFirstAdminTest extends FirstAdminContract {

    @Override
    Database newDatabase() {
        return TestDatabases.postgresql(new SecurityBeans().schema());
    }
}
