package dev.longhaul.database;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * The application's database. Safe for any number of threads.
 *
 * <p>Packages open plain JDBC transactions on {@link #dataSource()}. None may be opened while a JTA transaction is
 * active on the thread: it would silently become part of that one, and what it seemed to commit would be decided there.
 */
public final class Database {

    /** The tables of this package. */
    public static final SchemaModule SCHEMA = new SchemaModule(
            "database", List.of("dev/longhaul/database/V1__database_id.sql", "dev/longhaul/database/V2__probe.sql"));

    private static final System.Logger LOG = System.getLogger(Database.class.getName());
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final DataSource dataSource;
    private final Dialect dialect;
    private final DatabaseHealth health;

    /**
     * Asks the database for its product and the place of its file.
     *
     * @throws IllegalStateException when it cannot be reached, or is neither H2 nor PostgreSQL
     */
    public Database(DataSource dataSource) {
        this.dataSource = dataSource;
        this.dialect = Dialect.of(dataSource);
        this.health = new DatabaseHealth(dataSource, dialect, FreeSpace.of(dataSource, dialect), System::nanoTime);
    }

    /**
     * As the constructor, for a database that may come up later than this server: while no connection can be had it
     * asks again, each second. A fault that is none of the connection, such as a wrong password, is thrown at once
     * where the container's pool says so.
     *
     * @param longest how long it waits
     * @throws IllegalStateException when it is not reached within that time, the thread is interrupted, or it is
     *     neither H2 nor PostgreSQL
     */
    static Database await(DataSource dataSource, Duration longest) {
        long begun = System.nanoTime();
        boolean isTold = false;
        while (true) {
            try {
                return new Database(dataSource);
            } catch (IllegalStateException unreachable) {
                boolean isOver = System.nanoTime() - begun > longest.toNanos();
                if (isOver || !ConnectionFaults.causedBy(unreachable)) {
                    throw unreachable;
                }
                if (!isTold) {
                    LOG.log(
                            Level.WARNING,
                            "waiting for the database, up to {0}: {1}",
                            longest,
                            unreachable.getMessage());
                    isTold = true;
                }
                pause(unreachable);
            }
        }
    }

    private static void pause(IllegalStateException unreachable) {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unreachable;
        }
    }

    public DataSource dataSource() {
        return dataSource;
    }

    public Dialect dialect() {
        return dialect;
    }

    /** Whether the account of this server may create tables, which an H2 file's always may. One query on PostgreSQL. */
    boolean mayCreateTables() {
        return dialect == Dialect.H2
                || Jdbi.create(dataSource).withHandle(handle -> handle.createQuery(
                                "SELECT has_schema_privilege(current_schema(), 'CREATE')")
                        .mapTo(Boolean.class)
                        .one());
    }

    /** Whether the database can be used now. Its writes are for use after the migrations of this package. */
    public DatabaseHealth health() {
        return health;
    }

    /**
     * The random id of this database: the same for every node that uses it, another one for every other database. One
     * query. For use after the migrations of this package.
     */
    public UUID id() {
        return Jdbi.create(dataSource).withHandle(handle -> handle.createQuery("SELECT id FROM database_id")
                .map((row, context) -> row.getObject("id", UUID.class))
                .one());
    }
}
