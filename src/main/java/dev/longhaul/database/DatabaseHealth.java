package dev.longhaul.database;

import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Whether the database can be used now. It asks by writing one small row, at most every ten seconds while all is well.
 * Safe for any number of threads; a call waits for the database two seconds at most, and as long as the pool may take
 * to lend a connection.
 */
public final class DatabaseHealth {

    private static final System.Logger LOG = System.getLogger(DatabaseHealth.class.getName());
    private static final int SECONDS_TO_ANSWER = 2;
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(10);

    /** More than what a full disk may still have room for in pages that exist. */
    private static final int LARGE_WRITE_BYTES = 1 << 20;

    /** What is known of the database. */
    public enum State {
        /** It answers, and what is written is kept. */
        WRITABLE,
        /** It answers, and has no space for what is to be written. */
        FULL,
        /** It does not answer, or not in time. */
        UNREACHABLE
    }

    private final DataSource dataSource;
    private final Dialect dialect;
    private final FreeSpace space;
    private final LongSupplier nanoClock;
    private volatile boolean isFullNoted;
    private volatile long writtenAt;
    private volatile boolean isWritten;

    DatabaseHealth(DataSource dataSource, Dialect dialect, FreeSpace space, LongSupplier nanoClock) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.space = space;
        this.nanoClock = nanoClock;
    }

    /** Notes that a write found no space: from now on a small write that succeeds proves nothing. */
    public void noteFull() {
        isFullNoted = true;
    }

    /** Whether much must not be written now, because little space is left. Costs nothing; false where it is unknown. */
    public boolean isShortOfSpace() {
        return space.isShort();
    }

    /** Asks the database. */
    public State check() {
        try (Connection connection = dataSource.getConnection()) {
            if (!connection.isValid(SECONDS_TO_ANSWER)) {
                return State.UNREACHABLE;
            }
            write(connection);
            return space.isShort() ? State.FULL : State.WRITABLE;
        } catch (SQLException fault) {
            isWritten = false;
            boolean isFull = StorageFaults.causedBy(fault);
            LOG.log(
                    Level.WARNING,
                    isFull ? "the database cannot be written: {0}" : "the database does not answer: {0}",
                    fault.getMessage());
            return isFull ? State.FULL : State.UNREACHABLE;
        }
    }

    private void write(Connection connection) throws SQLException {
        boolean isDue = !isWritten || nanoClock.getAsLong() - writtenAt >= BETWEEN_WRITES.toNanos();
        if (!isDue && !isFullNoted) {
            return;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            if (isFullNoted) {
                limit(statement);
                writeMuch(connection);
                // nothing stays but the room that it needed
                connection.rollback();
                isFullNoted = false;
            }
            limit(statement);
            statement.executeUpdate("UPDATE database_probe SET written_at = CURRENT_TIMESTAMP");
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
        writtenAt = nanoClock.getAsLong();
        isWritten = true;
    }

    // Of one transaction. PostgreSQL's driver would start a timer, which keeps this application's classes after an
    // undeploy for as long as the pool keeps the connection; H2's has none.
    private void limit(Statement statement) throws SQLException {
        if (dialect == Dialect.POSTGRESQL) {
            statement.execute("SET LOCAL statement_timeout = " + SECONDS_TO_ANSWER * 1000);
        } else {
            statement.setQueryTimeout(SECONDS_TO_ANSWER);
        }
    }

    private static void writeMuch(Connection connection) throws SQLException {
        byte[] filler = new byte[LARGE_WRITE_BYTES];
        new SecureRandom().nextBytes(filler);
        try (PreparedStatement statement = connection.prepareStatement(
                "INSERT INTO database_probe (written_at, filler) VALUES (CURRENT_TIMESTAMP, ?)")) {
            statement.setBytes(1, filler);
            statement.executeUpdate();
        }
    }
}
