package dev.longhaul.asyncstate;

import dev.longhaul.asyncstate.ReplicatedState.Draft;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes to the cluster what changed in the states of this node, renews those whose work is running, ends those whose
 * time is over, and checks for cancels that the listener may have missed.
 */
final class StateFlush {

    private static final System.Logger LOG = System.getLogger(StateFlush.class.getName());

    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final LocalStateIndex local;
    private final ThisNode node;
    private final StateSettings settings;
    private final StateJson json;
    private final CancelFollower cancels;
    private final Runnable wakeQuestions;
    private final Object quiet = new Object();
    private boolean failing;

    /** @param wakeQuestions called when the cluster has a write that a question of another node may wait for */
    StateFlush(
            LocalStateIndex local,
            ThisNode node,
            StateSettings settings,
            StateJson json,
            CancelFollower cancels,
            Runnable wakeQuestions) {
        this.local = local;
        this.node = node;
        this.settings = settings;
        this.json = json;
        this.cancels = cancels;
        this.wakeQuestions = wakeQuestions;
    }

    /** Visits every state once. Starts writes and waits for none. */
    void tick() {
        visitAll(false);
    }

    private synchronized void visitAll(boolean evenIfEarly) {
        long now = node.now();
        local.all().forEach(replicated -> visit(replicated, now, evenIfEarly));
        cancels.retry();
    }

    /** Writes one state now, unless a write of it is under way. */
    synchronized void writeNow(LocalState state) {
        ReplicatedState replicated = local.findReplicated(state);
        if (replicated != null) {
            visit(replicated, node.now(), true);
        }
    }

    /** Has everything written again. For a change of the view: earlier writes may not have reached every node. */
    void repeatAll() {
        local.all().forEach(replicated -> replicated.state().value().repeatWrite());
    }

    private void visit(ReplicatedState replicated, long now, boolean evenIfEarly) {
        LocalState state = replicated.state();
        state.advanceIfDue(now, node.nowMillis());
        if (state.isSuperseded()) {
            if (state.phase().isReadable()) {
                // not one that was removed before it lost its key: its work is to be left alone
                cancels.cancelSuperseded(state);
            }
            cancels.writeStages(state);
            local.forget(replicated);
            return;
        }
        cancels.check(state);
        if (replicated.isUnderWay()) {
            return;
        }
        if (replicated.isTombstoneWritten() && cancels.areStagesWritten(state)) {
            local.forget(replicated);
            return;
        }
        replicated.reconcileWithCopy();
        if (isDue(replicated, now) || (evenIfEarly && state.value().hasChanged())) {
            write(replicated, now);
        }
    }

    private boolean isDue(ReplicatedState replicated, long now) {
        LocalState state = replicated.state();
        long passed = now - replicated.begunNanos();
        if (state.value().hasChanged()) {
            // half the interval: a tick that comes a little early must not put a change off by a whole interval
            long pause = settings.flushInterval().toNanos() / 2;
            boolean urgent = !replicated.isConfirmed()
                    || state.phase().isTerminal()
                    || state.value().hasUrgentChange();
            return urgent || passed >= pause;
        }
        long lifespan = Duration.ofMillis(state.lifespanMillis()).toNanos();
        return lifespan >= 0 && state.cancel().isWorkRunning() && passed > lifespan / 3;
    }

    private void write(ReplicatedState replicated, long now) {
        LocalState state = replicated.state();
        state.value().takeChange(now);
        StatePhase phase = state.phase();
        long foreignChanges = state.value().foreignChanges();
        long lifespan = phase.isReadable()
                ? lifespanOfEntry(state, now)
                : settings.lifespan().toMillis();
        String text = phase.isReadable() ? textOf(replicated) : "";
        Draft draft = new Draft(text, foreignChanges, phase, lifespan, now, node.nowMillis());
        replicated.write(draft, failure -> endWrite(state, failure));
    }

    // A little longer than the state lives: its owner says that it expired before the copies forget that it ever was.
    private static long lifespanOfEntry(LocalState state, long now) {
        long left = state.leftMillis(now);
        return left < 0 ? -1 : left + MARGIN.toMillis();
    }

    private String textOf(ReplicatedState replicated) {
        LocalState state = replicated.state();
        try {
            String text = json.write(state.key(), state.value().get());
            state.value().markWritable();
            return text;
        } catch (RuntimeException refused) {
            if (state.value().markUnwritable()) {
                LOG.log(Level.ERROR, "other nodes keep the earlier value: " + refused.getMessage(), refused);
            }
            return replicated.lastJson();
        }
    }

    private void endWrite(LocalState state, @Nullable Throwable failure) {
        boolean first;
        synchronized (quiet) {
            first = failure != null && !failing;
            failing = failure != null;
            quiet.notifyAll();
        }
        if (failure != null) {
            state.value().repeatWrite();
            LOG.log(
                    first ? Level.WARNING : Level.DEBUG,
                    "it is unknown whether the cluster has state " + state.key() + ", it will be written again",
                    failure);
        } else if (state.value().foreignChanges() > 0) {
            wakeQuestions.run();
        }
    }

    /** Writes everything now and waits until the cluster has it. False when the time was not enough. */
    boolean awaitQuiet(Duration longest) throws InterruptedException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            visitAll(true);
            synchronized (quiet) {
                if (isQuiet()) {
                    return true;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                // bounded: a write that ended between the check and the wait has notified no thread
                quiet.wait(Math.max(1, Math.min(20, TimeUnit.NANOSECONDS.toMillis(left))));
            }
        }
    }

    private boolean isQuiet() {
        return cancels.isQuiet() && local.all().stream().allMatch(this::isQuiet);
    }

    private boolean isQuiet(ReplicatedState replicated) {
        LocalState state = replicated.state();
        return !replicated.isUnderWay() && !state.value().hasChanged() && cancels.areStagesWritten(state);
    }
}
