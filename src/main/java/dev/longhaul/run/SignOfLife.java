package dev.longhaul.run;

import java.sql.SQLException;
import java.time.Duration;

/**
 * Shows that this process lives while it owns runs, and costs nothing while it owns none. A step of a permanent loop.
 */
final class SignOfLife {

    private final Ownership ownership;
    private final OwnerSession session;
    private final Duration every;
    private boolean isReady;

    SignOfLife(Ownership ownership, OwnerSession session, Duration every) {
        this.ownership = ownership;
        this.session = session;
        this.every = every;
    }

    /**
     * @return the pause until the next
     * @throws IllegalStateException when the database has not confirmed it
     */
    Duration step() {
        try {
            if (!isReady) {
                session.open();
                isReady = true;
            }
            // before the next sign: what is given after the lease must not make runs look held that may be lost
            ownership.fence();
            if (ownership.isToBeShown()) {
                NodeLease lease = ownership.lease();
                long before = lease.now();
                session.sign();
                lease.confirm(before);
            }
            return every;
        } catch (SQLException unconfirmed) {
            throw new IllegalStateException(
                    "node " + ownership.self().node() + " could not show itself: " + unconfirmed.getMessage(),
                    unconfirmed);
        }
    }

    void close() {
        session.close();
    }
}
