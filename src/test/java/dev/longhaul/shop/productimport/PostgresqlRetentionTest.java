package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.run.TestRuns;
import dev.longhaul.testing.TestDatabases;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlRetentionTest extends RetentionContract {

    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabases.postgresql(UploadStoreContract.SCHEMA, TestRuns.SCHEMA);
    }

    @Override
    Database database() {
        return database;
    }
}
