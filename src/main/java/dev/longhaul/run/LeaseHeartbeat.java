package dev.longhaul.run;

import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** Shows the other nodes that this process lives while it owns runs; costs nothing while it owns none. */
final class LeaseHeartbeat implements AutoCloseable {

    private final NodeLease lease;
    private final LeaseConnection connection;
    private final BooleanSupplier isNeeded;
    private final Runnable fence;
    private boolean isReady;

    /**
     * @param isNeeded whether this process owns a run or may soon own one
     * @param fence stops the runs of a lease that is over
     */
    LeaseHeartbeat(NodeLease lease, LeaseConnection connection, BooleanSupplier isNeeded, Runnable fence) {
        this.lease = lease;
        this.connection = connection;
        this.isNeeded = isNeeded;
        this.fence = fence;
    }

    /**
     * One step of a permanent loop.
     *
     * @throws IllegalStateException when the database has not confirmed the heartbeat
     */
    void beat() {
        try {
            if (!isReady) {
                connection.open();
                isReady = true;
            }
            // before the heartbeat: one sent after the lease must not make runs look held that may be lost
            fence.run();
            if (isNeeded.getAsBoolean()) {
                long before = lease.now();
                connection.beat();
                lease.confirm(before);
            }
        } catch (SQLException unconfirmed) {
            throw new IllegalStateException(
                    "node " + lease.holder().name() + " could not show itself: " + unconfirmed.getMessage(),
                    unconfirmed);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
