package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;

class PostgresqlProductImportTest extends ProductImportContract {

    @Override
    Database freshDatabase() {
        return TestDatabases.postgresql(SCHEMA);
    }
}
