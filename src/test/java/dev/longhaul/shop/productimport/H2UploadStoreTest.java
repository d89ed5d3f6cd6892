package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;
import org.junit.jupiter.api.BeforeAll;

class H2UploadStoreTest extends UploadStoreContract {

    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabases.h2(SCHEMA);
    }

    @Override
    Database database() {
        return database;
    }
}
