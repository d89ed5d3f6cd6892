package dev.longhaul.shop.security;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;

class H2SignInsTest extends SignInsContract {

    @Override
    Database newDatabase() {
        return TestDatabases.h2(new SecurityBeans().schema());
    }
}
