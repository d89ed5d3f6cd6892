package dev.longhaul.run;

import dev.longhaul.database.Database;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The session of PostgreSQL by which this process shows that it lives: it holds the session lock, and each sign goes
 * through it, so that a full pool or a lock on the feature's tables never keeps a sign back. For one thread.
 */
final class OwnerSession implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(OwnerSession.class.getName());

    private static final String SIGN = NodeRows.sign("VALUES (?, ?, CURRENT_TIMESTAMP)");

    private final Database database;
    private final RunOwner owner;
    private final boolean withLock;
    private final Duration longest;
    private @Nullable Connection connection;
    private boolean isLocked;

    /**
     * @param withLock whether to hold the session lock
     * @param longest how long one sign may take
     */
    OwnerSession(Database database, RunOwner owner, boolean withLock, Duration longest) {
        this.database = database;
        this.owner = owner;
        this.withLock = withLock;
        this.longest = longest;
    }

    /**
     * Gives one sign, on a new session if the last one broke.
     *
     * @throws SQLException when the database has not confirmed it; the session is then closed
     */
    void sign() throws SQLException {
        try (PreparedStatement sign = open().prepareStatement(SIGN)) {
            sign.setString(1, owner.incarnation());
            sign.setString(2, owner.node());
            sign.executeUpdate();
        } catch (SQLException broken) {
            close();
            throw broken;
        }
    }

    /** Takes the session and its lock before they are needed. */
    Connection open() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = database.dataSource().getConnection();
            connection = open;
            limit(open);
        }
        if (withLock && !isLocked) {
            isLocked = lock(open);
        }
        return open;
    }

    // It is not free while the database still has an earlier session of this process; the next sign tries again. A sign
    // without the lock is as good as one with it, until this node leaves the view.
    private boolean lock(Connection open) throws SQLException {
        try (PreparedStatement lock = open.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            lock.setLong(1, OwnerJudge.lockKey(owner.incarnation()));
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException broken) {
            close();
            throw broken;
        }
    }

    // In the database and not by the driver, whose timer would keep this application's classes after an undeploy for as
    // long
    // as the pool keeps the connection.
    private void limit(Connection open) throws SQLException {
        try (Statement limit = open.createStatement()) {
            limit.execute("SET statement_timeout = " + longest.toMillis());
            // A sign that a crash of the database takes back is younger than any run that it was given for: what
            // commits after it and waits for its disk keeps it, too.
            limit.execute("SET synchronous_commit = off");
        } catch (SQLException broken) {
            close();
            throw broken;
        }
    }

    /** Gives the lock and the connection back. Harmless when there is none. */
    @Override
    public void close() {
        Connection open = connection;
        boolean unlock = isLocked;
        connection = null;
        isLocked = false;
        if (open == null) {
            return;
        }
        try (open) {
            restore(open, unlock);
        } catch (SQLException broken) {
            LOG.log(Level.DEBUG, "the session of node " + owner.node() + " was broken when it was closed", broken);
        }
    }

    // the pool gives the connection to others, and the lock and the limit would go with it
    private static void restore(Connection open, boolean isLocked) throws SQLException {
        try (Statement restore = open.createStatement()) {
            restore.execute("RESET statement_timeout");
            restore.execute("RESET synchronous_commit");
            if (isLocked) {
                restore.execute("SELECT pg_advisory_unlock_all()");
            }
        }
    }
}
