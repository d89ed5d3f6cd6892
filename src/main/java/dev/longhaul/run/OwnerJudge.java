package dev.longhaul.run;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/**
 * Decides whether the owner of a run is gone, so that another may take the run. A killed owner is told from one that
 * stands still or is cut off by the lock that its database session held: that is free at once. Safe for any number of
 * threads.
 */
final class OwnerJudge {

    private final RunSettings settings;
    private final View view;

    /**
     * What this node knows of its peers.
     *
     * @param canSee whether the node of an incarnation is in its view
     * @param isAlone whether it has no peers, so that it never sees one
     * @param isOnlyProcess whether no other process can have the database open, so that each other incarnation is an
     *     earlier one of this node
     * @param hasSessionLocks whether owners hold a lock of their database session
     */
    record View(Predicate<String> canSee, boolean isAlone, boolean isOnlyProcess, boolean hasSessionLocks) {}

    OwnerJudge(RunSettings settings, View view) {
        this.settings = settings;
        this.view = view;
    }

    /** Whether a look at the database is worth it; costs nothing. */
    boolean maySuspect(String incarnation, Duration sinceLastSign) {
        return view.isOnlyProcess()
                || !view.canSee().test(incarnation)
                || sinceLastSign.compareTo(settings.lease()) >= 0;
    }

    /**
     * Decides inside the transaction that takes the run. A session lock that is free is held until that transaction
     * ends, so the owner cannot come back meanwhile.
     */
    boolean isGone(Handle transaction, String incarnation) {
        if (view.isOnlyProcess()) {
            return true;
        }
        Optional<Duration> sinceLastSign = NodeRows.sinceLastSign(transaction, incarnation);
        if (sinceLastSign.isEmpty() || sinceLastSign.get().compareTo(settings.lease()) >= 0) {
            return true;
        }
        if (view.canSee().test(incarnation)) {
            return false;
        }
        boolean isSilent = sinceLastSign.get().compareTo(settings.earlyClaim()) >= 0;
        if (!view.hasSessionLocks()) {
            return isSilent;
        }
        // a node without peers sees nobody: there a session that broke for a moment must not look like a death
        return (isSilent || !view.isAlone()) && isSessionLockFree(transaction, incarnation);
    }

    private static boolean isSessionLockFree(Handle transaction, String incarnation) {
        return transaction
                .createQuery("SELECT pg_try_advisory_xact_lock(:key)")
                .bind("key", lockKey(incarnation))
                .mapTo(Boolean.class)
                .one();
    }

    /** The number that a process locks for as long as it lives. */
    static long lockKey(String incarnation) {
        UUID id = UUID.nameUUIDFromBytes(incarnation.getBytes(StandardCharsets.UTF_8));
        return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
    }
}
