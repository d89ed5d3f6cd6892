package dev.longhaul.shop.security;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;

class PostgresqlSignInsTest extends SignInsContract {

    @Override
    Database newDatabase() {
        return TestDatabases.postgresql(new SecurityBeans().schema());
    }
}
