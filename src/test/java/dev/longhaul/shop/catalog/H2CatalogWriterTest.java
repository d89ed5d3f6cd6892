package dev.longhaul.shop.catalog;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;

class H2CatalogWriterTest extends CatalogWriterContract {

    @Override
    Database freshDatabase() {
        return TestDatabases.h2(CatalogBeans.TABLES);
    }
}
