package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;
import org.junit.jupiter.api.BeforeAll;

class PostgreSqlRejectStoreTest extends RejectStoreContract {

    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabases.postgresql(UploadStoreContract.SCHEMA);
    }

    @Override
    Database database() {
        return database;
    }
}
