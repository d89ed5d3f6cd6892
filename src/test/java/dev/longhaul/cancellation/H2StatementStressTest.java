package dev.longhaul.cancellation;

import dev.longhaul.testing.TestDatabases;
import javax.sql.DataSource;

class H2StatementStressTest extends StatementStressContract {

    private static final DataSource DATABASE = TestDatabases.h2().dataSource();

    @Override
    DataSource dataSource() {
        return DATABASE;
    }

    @Override
    String insertNumbers() {
        return "INSERT INTO cancelled_row (statement_number, x) SELECT CAST(? AS INT), X FROM SYSTEM_RANGE(1, ?)";
    }
}
