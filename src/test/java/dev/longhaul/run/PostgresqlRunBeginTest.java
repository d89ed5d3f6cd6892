package dev.longhaul.run;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;
import org.junit.jupiter.api.BeforeAll;

class PostgresqlRunBeginTest extends RunBeginContract {

    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabases.postgresql(RunBeans.SCHEMA);
    }

    @Override
    Database database() {
        return database;
    }
}
