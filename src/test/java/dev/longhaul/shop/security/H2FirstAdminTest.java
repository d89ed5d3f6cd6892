package dev.longhaul.shop.security;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;

class H2FirstAdminTest extends FirstAdminContract {

    @Override
    Database newDatabase() {
        return TestDatabases.h2(new SecurityBeans().schema());
    }
}
