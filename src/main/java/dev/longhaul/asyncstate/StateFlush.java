package dev.longhaul.asyncstate;

import dev.longhaul.asyncstate.StoredCopy.Draft;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the cluster what changed in the states of this node, renews those whose work is running, ends those whose
 * time is over, and looks for cancels that the listener may have missed. Only the loop calls {@link #tick}.
 */
final class StateFlush {

    private static final System.Logger LOG = System.getLogger(StateFlush.class.getName());

    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final OwnedStates owned;
    private final StateStore store;
    private final StateNode node;
    private final StateSettings settings;
    private final StateJson json;
    private final CancelDelivery cancels;
    private Runnable whenWritten = () -> {};
    private final Object quiet = new Object();
    private boolean failing;

    StateFlush(
            OwnedStates owned,
            StateStore store,
            StateNode node,
            StateSettings settings,
            StateJson json,
            CancelDelivery cancels) {
        this.owned = owned;
        this.store = store;
        this.node = node;
        this.settings = settings;
        this.json = json;
        this.cancels = cancels;
    }

    /** One round over everything; begins writes and waits for none. */
    void tick() {
        round(false);
    }

    private synchronized void round(boolean all) {
        long now = node.now();
        owned.all().forEach(copy -> visit(copy, now, all));
        cancels.retry();
    }

    /** Writes one state now, unless a write of it is under way. */
    synchronized void publish(OwnedState state) {
        StoredCopy copy = owned.findCopy(state.instance());
        if (copy != null) {
            visit(copy, node.now(), true);
        }
    }

    /**
     * What to do after each write that succeeded, on a thread of the cluster; one that failed waits for the next round.
     */
    void afterWrite(Runnable tell) {
        whenWritten = tell;
    }

    /** The view changed: what was written before may not have reached everybody, so it is written again. */
    void rewriteAll() {
        owned.all().forEach(copy -> copy.state().repeatWrite());
    }

    private void visit(StoredCopy copy, long now, boolean evenIfEarly) {
        OwnedState state = copy.state();
        state.look(now, node.nowMillis());
        if (state.isSuperseded()) {
            if (state.phase().isReadable()) {
                // not one that was removed before it lost its key: its work is to be left alone
                cancels.supersede(state);
            }
            cancels.tellStages(state);
            owned.forget(copy);
            return;
        }
        cancels.follow(state);
        if (copy.isUnderWay()) {
            return;
        }
        if (copy.isTombstoneWritten() && cancels.areStagesWritten(state)) {
            owned.forget(copy);
            return;
        }
        lookAtStore(copy);
        if (isDue(copy, now) || (evenIfEarly && state.hasChanged())) {
            write(copy, now);
        }
    }

    /**
     * What this node's copy says about a state that the cluster has had: others may have taken its key or removed it.
     */
    private void lookAtStore(StoredCopy copy) {
        if (!copy.isConfirmed() || !copy.state().isReadable()) {
            return;
        }
        StateEnvelope seen = store.read(copy.state().key());
        if (seen == null) {
            // cleared by an operator, or expired by a clock that jumped: its owner is still there and says so again
            copy.state().repeatWrite();
        } else {
            copy.look(seen);
        }
    }

    private boolean isDue(StoredCopy copy, long now) {
        OwnedState state = copy.state();
        if (state.hasChanged()) {
            // half the interval: a tick that comes a little early must not put a change off by a whole interval
            long pause = settings.flushInterval().toNanos() / 2;
            boolean urgent = !copy.isConfirmed() || state.phase().isTerminal() || state.hasUrgentChange();
            return urgent || now - copy.begunNanos() >= pause;
        }
        long lifespan = Duration.ofMillis(state.lifespanMillis()).toNanos();
        return lifespan >= 0 && state.workIsRunning() && now - copy.begunNanos() > lifespan / 3;
    }

    private void write(StoredCopy copy, long now) {
        OwnedState state = copy.state();
        state.takeChange(now);
        StatePhase phase = state.phase();
        long appliedForOthers = state.appliedForOthers();
        long lifespan = phase.isReadable()
                ? lifespanOfEntry(state, now)
                : settings.lifespan().toMillis();
        String text = phase.isReadable() ? textOf(copy) : "";
        Draft draft = new Draft(text, appliedForOthers, phase, lifespan, now, node.nowMillis());
        copy.write(draft, failure -> written(state, failure));
    }

    // A little longer than the state lives: its owner says that it expired before the copies forget that it ever was.
    private static long lifespanOfEntry(OwnedState state, long now) {
        long left = state.leftMillis(now);
        return left < 0 ? -1 : left + MARGIN.toMillis();
    }

    private String textOf(StoredCopy copy) {
        OwnedState state = copy.state();
        try {
            String text = json.write(state.key(), state.value());
            state.wasWritable();
            return text;
        } catch (RuntimeException refused) {
            if (state.becameUnwritable()) {
                LOG.log(Level.ERROR, "other nodes keep the earlier value: " + refused.getMessage(), refused);
            }
            return copy.lastJson();
        }
    }

    private void written(OwnedState state, @Nullable Throwable failure) {
        boolean first;
        synchronized (quiet) {
            first = failure != null && !failing;
            failing = failure != null;
            quiet.notifyAll();
        }
        if (failure != null) {
            state.repeatWrite();
            LOG.log(
                    first ? Level.WARNING : Level.DEBUG,
                    "it is unknown whether the cluster has state " + state.key() + ", it will be written again",
                    failure);
            return;
        }
        whenWritten.run();
    }

    /** Writes everything now and waits until the cluster has it. False when the time was not enough. */
    boolean awaitQuiet(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            round(true);
            synchronized (quiet) {
                if (isQuiet()) {
                    return true;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                // bounded: a write that ended between the look and the wait has notified nobody
                quiet.wait(Math.max(1, Math.min(20, TimeUnit.NANOSECONDS.toMillis(left))));
            }
        }
    }

    private boolean isQuiet() {
        return cancels.isQuiet()
                && owned.all().stream()
                        .noneMatch(copy -> copy.isUnderWay()
                                || copy.state().hasChanged()
                                || !cancels.areStagesWritten(copy.state()));
    }
}
