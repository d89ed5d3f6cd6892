package dev.longhaul.run;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Decides whether the owner of a run is gone, so that another node may take the run. The lock of an owner's database
 * session tells a killed owner from a frozen or cut off one: it is free as soon as the process is dead. Safe for any
 * number of threads.
 */
final class LivenessJudge {

    private final RunSettings settings;
    private final Peers peers;
    private final boolean isOnlyProcess;

    /** @param isOnlyProcess whether no other process can have the database open, so that every other owner is dead */
    LivenessJudge(RunSettings settings, Peers peers, boolean isOnlyProcess) {
        this.settings = settings;
        this.peers = peers;
        this.isOnlyProcess = isOnlyProcess;
    }

    /** Whether the database may say that this owner is gone. Costs nothing. */
    boolean maySuspect(String incarnation, Duration sinceLastBeat) {
        return isOnlyProcess || !peers.sees(incarnation) || sinceLastBeat.compareTo(settings.lease()) >= 0;
    }

    /**
     * Decides inside the transaction that takes the run. A session lock found free is held until that transaction ends,
     * so the owner cannot come back in between.
     */
    boolean isGone(Handle transaction, String incarnation) {
        if (isOnlyProcess) {
            return true;
        }
        Optional<Duration> sinceLastBeat = HeartbeatTable.sinceLastBeat(transaction, incarnation);
        if (sinceLastBeat.isEmpty() || sinceLastBeat.get().compareTo(settings.lease()) >= 0) {
            return true;
        }
        if (peers.sees(incarnation)) {
            return false;
        }
        boolean isSilent = sinceLastBeat.get().compareTo(settings.earlyClaim()) >= 0;
        if (!settings.sessionLocks()) {
            return isSilent;
        }
        // a node without peers sees no other: there a session that broke for a moment must not look like a death
        return (isSilent || !peers.isAlone()) && isSessionLockFree(transaction, incarnation);
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
