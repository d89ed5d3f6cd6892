package dev.longhaul.catalog;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;

class PostgresqlCatalogWriterTest extends CatalogWriterContract {

    @Override
    Database freshDatabase() {
        return TestDatabases.postgresql(CatalogBeans.TABLES);
    }
}
