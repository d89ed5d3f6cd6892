package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.run.TestRuns;
import dev.longhaul.testing.TestDatabases;
import org.junit.jupiter.api.BeforeAll;

class H2RetentionTest extends RetentionContract {

    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabases.h2(UploadStoreContract.SCHEMA, TestRuns.SCHEMA);
    }

    @Override
    Database database() {
        return database;
    }
}
