package dev.longhaul.run;

import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.ClusterSignals;
import dev.longhaul.database.Database;
import dev.longhaul.lifecycle.LoopStep;
import dev.longhaul.lifecycle.PermanentLoop;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.WakeUp;
import java.time.Duration;

/** What goes on all the time so that runs come to an owner and keep it. */
final class RunLoops {

    private static final String WAITING = "run-waiting";
    private static final String CANCELLED = "run-cancelled";
    /** The safety net under signals and changes of the view; one query each time. */
    private static final Duration SCAN_PERIOD = Duration.ofSeconds(1);

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration FENCE_PERIOD = Duration.ofMillis(200);

    private final PermanentLoops loops;
    private final ClusterNode node;
    private final ClusterSignals signals;

    RunLoops(PermanentLoops loops, ClusterNode node, ClusterSignals signals) {
        this.loops = loops;
        this.node = node;
        this.signals = signals;
    }

    /** Scans each second and at once when the view has changed, and hears of single runs from the other nodes. */
    void scan(RunDispatcher dispatcher) {
        // at the end: a task of the queue that was handed back at the stop
        PermanentLoop scan = loops.startPaced(
                "run-scan",
                SCAN_PERIOD,
                new WakeUp(),
                closing(paced(SCAN_PERIOD, dispatcher::scan), dispatcher::releaseUnbegun));
        node.onViewChanged(scan::wake);
        signals.onSignal(WAITING, id -> RunId.parse(id).ifPresent(dispatcher::bring));
        signals.onSignal(CANCELLED, id -> RunId.parse(id).ifPresent(dispatcher::stop));
        dispatcher.tellOthers(id -> signals.send(WAITING, id.toString()), id -> signals.send(CANCELLED, id.toString()));
        dispatcher.scanBy(scan::wake);
    }

    /** Shows that this process lives, and tells its runs to stop when it could not. */
    void keep(Ownership ownership, Database database, RunSettings settings, boolean withLock) {
        Duration every = settings.renewEvery();
        SignOfLife signs = new SignOfLife(
                ownership, new OwnerSession(database, ownership.self(), withLock, settings.earlyClaim()), every);
        PermanentLoop renewal =
                loops.startPaced("run-renewal", every, new WakeUp(), closing(signs::step, signs::close));
        ownership.onSignNeeded(renewal::wake);
        loops.start("run-fence", FENCE_PERIOD, ownership::fence);
    }

    /** Enqueues the runs of timers at their dates. */
    void tick(RunTimers timers) {
        PermanentLoop loop = loops.startPaced("run-timers", RETRY, new WakeUp(), timers::enqueueDue);
        timers.wakeBy(loop::wake);
    }

    private static LoopStep paced(Duration period, Runnable step) {
        return () -> {
            step.run();
            return period;
        };
    }

    private static LoopStep closing(LoopStep step, Runnable close) {
        return new LoopStep() {
            @Override
            public Duration run() {
                return step.run();
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
