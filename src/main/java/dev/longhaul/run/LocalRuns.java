package dev.longhaul.run;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationSource;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The runs that this node does anything about, and how far each has come here: the node's own state machine of a run,
 * beside that of the database. {@link LocalStatus} says which status may follow which. Safe for any number of threads;
 * no call waits for the database or for a handler.
 */
final class LocalRuns {

    private static final System.Logger LOG = System.getLogger(LocalRuns.class.getName());

    private final Map<RunId, Local> runs = new LinkedHashMap<>();

    /**
     * One run.
     *
     * @param claimed the run as owned by this node, while its handler has not started; null otherwise
     * @param held how its handler is stopped; null unless it is HELD
     * @param isCancelPending whether its cancel is recorded and may not have reached it
     */
    private record Local(
            LocalStatus status,
            @Nullable Run claimed,
            @Nullable Held held,
            boolean isCancelPending) {}

    /**
     * A run whose handler works on this node.
     *
     * @param stagesRecorded how many stages of its cancel are recorded in the database
     * @param isUnrecordedCancelNoted whether a cancel of it came through the cluster that the database did not have
     */
    record Held(RunId id, long epoch, CancellationSource source, int stagesRecorded, boolean isUnrecordedCancelNoted) {

        private Held withStages(int count) {
            return new Held(id, epoch, source, count, isUnrecordedCancelNoted);
        }

        private Held withUnrecordedCancel() {
            return new Held(id, epoch, source, stagesRecorded, true);
        }
    }

    /**
     * Keeps this node's one free slot for a run that is about to be recorded as owned here. False while a slot is
     * reserved, or another run is about to take the free one.
     */
    synchronized boolean reserve(RunId id) {
        boolean isSlotWanted = runs.values().stream()
                .map(Local::status)
                .anyMatch(status -> status == LocalStatus.RESERVED
                        || status == LocalStatus.QUEUED
                        || status == LocalStatus.RELEASING);
        return !isSlotWanted && move(id, LocalStatus.ABSENT, LocalStatus.RESERVED, null, null);
    }

    /** Marks a run that waits for an owner. False when this node is already doing something about it. */
    boolean enqueue(RunId id) {
        return move(id, LocalStatus.ABSENT, LocalStatus.QUEUED, null, null);
    }

    /** Marks a run whose slot was reserved and whose transaction has committed. False when it has been withdrawn. */
    boolean enqueueClaimed(Run claimed) {
        return move(claimed.id(), LocalStatus.RESERVED, LocalStatus.QUEUED, claimed, null);
    }

    /** Marks a run that a scan is about to take over. False when this node is already doing something about it. */
    boolean takeOver(RunId id) {
        return move(id, LocalStatus.ABSENT, LocalStatus.TAKING_OVER, null, null);
    }

    /** Marks a run that was taken over and waits for its next owner. */
    boolean enqueueTaken(RunId id) {
        return move(id, LocalStatus.TAKING_OVER, LocalStatus.QUEUED, null, null);
    }

    /** Marks a run whose handler starts. False when it has been released, so that it must not start. */
    boolean hold(Run run, CancellationSource source) {
        return move(
                run.id(),
                LocalStatus.QUEUED,
                LocalStatus.HELD,
                null,
                new Held(run.id(), run.epoch(), source, 0, false));
    }

    /** Marks a run whose handler has ended. */
    boolean end(RunId id) {
        return move(id, LocalStatus.HELD, LocalStatus.RELEASING, null, null);
    }

    /**
     * Marks a run that this node owns and cannot start, so that it is given back. False when its handler has started or
     * nothing is owned.
     */
    synchronized boolean release(Run claimed) {
        Local local = runs.get(claimed.id());
        if (local == null || (local.status() == LocalStatus.QUEUED && local.claimed() == null)) {
            return false;
        }
        return move(claimed.id(), LocalStatus.RESERVED, LocalStatus.RELEASING, claimed, null)
                || move(claimed.id(), LocalStatus.QUEUED, LocalStatus.RELEASING, claimed, null);
    }

    /** Gives up a reservation. Harmless when there is none. */
    void withdraw(RunId id) {
        move(id, LocalStatus.RESERVED, LocalStatus.ABSENT, null, null);
    }

    /** Forgets a run of which this node needs to know nothing more. Harmless when it is absent. */
    synchronized void forget(RunId id) {
        Local local = runs.get(id);
        if (local != null) {
            move(id, local.status(), LocalStatus.ABSENT, null, null);
        }
    }

    /** Forgets a run whose task has ended, unless a stop released it meanwhile: then it must still be given back. */
    synchronized void leave(RunId id) {
        Local local = runs.get(id);
        if (local != null && (local.status() != LocalStatus.RELEASING || local.claimed() == null)) {
            forget(id);
        }
    }

    // The one place where a status changes: by an arrow that exists, from the status that is expected, or not at all.
    private synchronized boolean move(
            RunId id, LocalStatus from, LocalStatus to, @Nullable Run claimed, @Nullable Held held) {
        Local local = runs.get(id);
        if (statusOf(local) != from) {
            return false;
        }
        String reason = from.reasonToBecome(to);
        if (to == LocalStatus.ABSENT) {
            runs.remove(id);
        } else {
            runs.put(id, new Local(to, claimed, held, local != null && local.isCancelPending()));
        }
        LOG.log(Level.TRACE, "run {0} is {1} here: {2}", id, to, reason);
        return true;
    }

    synchronized LocalStatus status(RunId id) {
        return statusOf(runs.get(id));
    }

    private static LocalStatus statusOf(@Nullable Local local) {
        return local == null ? LocalStatus.ABSENT : local.status();
    }

    boolean isPresent(RunId id) {
        return status(id) != LocalStatus.ABSENT;
    }

    /** Whether this process owns a run, or is about to own one, so that it must be seen to live. */
    synchronized boolean mayOwn() {
        return runs.values().stream()
                .anyMatch(local -> local.status() == LocalStatus.RESERVED
                        || local.status() == LocalStatus.HELD
                        || local.claimed() != null);
    }

    synchronized Optional<Held> held(RunId id) {
        return Optional.ofNullable(runs.get(id)).map(Local::held);
    }

    synchronized List<Held> held() {
        return runs.values().stream()
                .flatMap(local -> Optional.ofNullable(local.held()).stream())
                .toList();
    }

    /** Runs that this node owns and cannot start, oldest first. */
    synchronized List<Run> toGiveBack() {
        return runs.values().stream()
                .filter(local -> local.status() == LocalStatus.RELEASING)
                .flatMap(local -> Optional.ofNullable(local.claimed()).stream())
                .toList();
    }

    /** Cancels each run that is held and not yet cancelled; returns how many. */
    int cancelHeld(CancellationReason reason) {
        int cancelled = 0;
        // outside the lock, because callbacks of the tokens run inside
        for (Held run : held()) {
            cancelled += run.source().cancel(reason) ? 1 : 0;
        }
        return cancelled;
    }

    /** Notes that a cancel of this run is recorded. False when this node does nothing about the run. */
    boolean noteCancel(RunId id) {
        return setCancelPending(id, true);
    }

    private synchronized boolean setCancelPending(RunId id, boolean isPending) {
        return runs.computeIfPresent(
                        id, (same, local) -> new Local(local.status(), local.claimed(), local.held(), isPending))
                != null;
    }

    synchronized boolean isCancelPending(RunId id) {
        Local local = runs.get(id);
        return local != null && local.isCancelPending();
    }

    /** The runs that are held and whose recorded cancel may not have reached them. */
    synchronized List<RunId> pendingCancels() {
        return runs.entrySet().stream()
                .filter(entry ->
                        entry.getValue().isCancelPending() && entry.getValue().held() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Notes that the recorded cancel of this run has reached it. */
    void cancelDelivered(RunId id) {
        setCancelPending(id, false);
    }

    /** Notes how many stages of a run's cancel are recorded. */
    void noteStages(RunId id, int count) {
        changeHeld(id, held -> held.withStages(count));
    }

    /** Notes that a cancel of this run came that the database does not have. True the first time while it is held. */
    synchronized boolean noteUnrecorded(RunId id) {
        boolean isFirst =
                held(id).filter(held -> !held.isUnrecordedCancelNoted()).isPresent();
        changeHeld(id, Held::withUnrecordedCancel);
        return isFirst;
    }

    private synchronized void changeHeld(RunId id, UnaryOperator<Held> change) {
        runs.computeIfPresent(id, (same, local) -> {
            Held held = local.held();
            return held == null
                    ? local
                    : new Local(local.status(), local.claimed(), change.apply(held), local.isCancelPending());
        });
    }
}
