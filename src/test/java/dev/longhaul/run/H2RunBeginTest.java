package dev.longhaul.run;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;
import org.junit.jupiter.api.BeforeAll;

class H2RunBeginTest extends RunBeginContract {

    private static Database database;

    @BeforeAll
    static void open() {
        database = TestDatabases.h2(RunBeans.SCHEMA);
    }

    @Override
    Database database() {
        return database;
    }
}
