package dev.longhaul.cancellation;

import dev.longhaul.testing.TestDatabases;
import javax.sql.DataSource;

class PostgresqlStatementScopeTest extends StatementScopeContract {

    private static final DataSource DATABASE = TestDatabases.postgresql().dataSource();

    @Override
    DataSource dataSource() {
        return DATABASE;
    }

    @Override
    String endless() {
        return "SELECT pg_sleep(600)";
    }

    @Override
    String numbers() {
        return "SELECT sum(mod(x, 7)) FROM generate_series(1, ?) AS numbers(x)";
    }
}
