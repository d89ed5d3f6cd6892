package dev.longhaul.shop.security;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;

class H2UserAccountsTest extends UserAccountsContract {

    @Override
    Database newDatabase() {
        return TestDatabases.h2(new SecurityBeans().schema());
    }
}
