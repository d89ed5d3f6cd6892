package dev.longhaul.run;

import dev.longhaul.cluster.NodeId;
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
 * The connection to PostgreSQL over which this process sends its heartbeats. Its session holds a lock for as long as
 * the process lives. A connection of its own, so that neither a full pool nor a lock on the tables of an application
 * delays a heartbeat. For one thread.
 */
final class LeaseConnection implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LeaseConnection.class.getName());

    private static final String HEARTBEAT = HeartbeatTable.beat("VALUES (?, ?, CURRENT_TIMESTAMP)");

    private final Database database;
    private final NodeId holder;
    private final boolean withLock;
    private final Duration longest;
    private @Nullable Connection connection;
    private boolean isLocked;

    /**
     * @param withLock whether to hold the session lock
     * @param longest how long one heartbeat may take
     */
    LeaseConnection(Database database, NodeId holder, boolean withLock, Duration longest) {
        this.database = database;
        this.holder = holder;
        this.withLock = withLock;
        this.longest = longest;
    }

    /**
     * Sends one heartbeat, over a new connection if the last one broke.
     *
     * @throws SQLException when the database has not confirmed it; the session is then closed
     */
    void beat() throws SQLException {
        try (PreparedStatement beat = open().prepareStatement(HEARTBEAT)) {
            beat.setString(1, holder.incarnation());
            beat.setString(2, holder.name());
            beat.executeUpdate();
        } catch (SQLException broken) {
            close();
            throw broken;
        }
    }

    /** Opens the connection and takes the lock, before they are needed. */
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

    // The lock is not free while the database still has an earlier session of this process; the next heartbeat tries
    // again. One without the lock is as good as one with it, until this node leaves the view.
    private boolean lock(Connection open) throws SQLException {
        try (PreparedStatement lock = open.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            lock.setLong(1, LivenessJudge.lockKey(holder.incarnation()));
            try (ResultSet row = lock.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException broken) {
            close();
            throw broken;
        }
    }

    // Set in the database and not in the driver: the driver's timer would keep this application's classes after an
    // undeploy for as long as the pool keeps the connection.
    private void limit(Connection open) throws SQLException {
        try (Statement limit = open.createStatement()) {
            limit.execute("SET statement_timeout = " + longest.toMillis());
            // A heartbeat that a crash of the database undoes is younger than any run it was sent for: what commits
            // after it and waits for the disk keeps it, too.
            limit.execute("SET synchronous_commit = off");
        } catch (SQLException broken) {
            close();
            throw broken;
        }
    }

    /** Returns the lock and the connection. Harmless when there is none. */
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
            LOG.log(Level.DEBUG, "the session of node " + holder.name() + " was broken when it was closed", broken);
        }
    }

    // the pool lends the connection to others, and the lock and the limit would go with it
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
