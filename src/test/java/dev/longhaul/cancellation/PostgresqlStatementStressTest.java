package dev.longhaul.cancellation;

import dev.longhaul.testing.TestDatabases;
import javax.sql.DataSource;

class PostgresqlStatementStressTest extends StatementStressContract {

    private static final DataSource DATABASE = TestDatabases.postgresql().dataSource();

    @Override
    DataSource dataSource() {
        return DATABASE;
    }

    @Override
    String insertNumbers() {
        return "INSERT INTO cancelled_row (statement_number, x) SELECT ?, x FROM generate_series(1, ?) AS numbers(x)";
    }
}
