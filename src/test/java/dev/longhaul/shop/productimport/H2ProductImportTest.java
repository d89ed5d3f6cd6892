package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;

class H2ProductImportTest extends ProductImportContract {

    @Override
    Database freshDatabase() {
        return TestDatabases.h2(SCHEMA);
    }
}
