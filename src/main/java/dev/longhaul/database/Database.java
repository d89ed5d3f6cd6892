package dev.longhaul.database;

import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * The application's database. Safe for any number of threads.
 *
 * <p>A transaction of {@link #jdbi()} is a plain JDBC transaction. It must not be opened while a JTA transaction is
 * active on the thread: it would silently become part of that one, and what it seemed to commit would be decided there.
 */
public final class Database {

    private final DataSource dataSource;
    private final Dialect dialect;
    private final Jdbi jdbi;

    /**
     * Asks the database once for its product.
     *
     * @throws IllegalStateException when it cannot be reached, or is neither H2 nor PostgreSQL
     */
    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
        this.dialect = Dialect.of(dataSource);
        this.jdbi = Jdbi.create(dataSource);
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public Dialect dialect() {
        return dialect;
    }

    public Jdbi jdbi() {
        return jdbi;
    }
}
