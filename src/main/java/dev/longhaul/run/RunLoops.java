package dev.longhaul.run;

import dev.longhaul.lifecycle.LoopStep;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.WakeUp;
import java.time.Duration;

/** The permanent loops that keep this node's runs going. They end with the application's {@link PermanentLoops}. */
final class RunLoops {

    /** The safety net under signals and changes of the view; one query each time. */
    private static final Duration SCAN_PERIOD = Duration.ofSeconds(1);

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration FENCE_PERIOD = Duration.ofMillis(200);

    private final PermanentLoops loops;
    private final WakeUp scan = new WakeUp();
    private final WakeUp heartbeat = new WakeUp();
    private final WakeUp timers = new WakeUp();

    RunLoops(PermanentLoops loops) {
        this.loops = loops;
    }

    void wakeScan() {
        scan.wake();
    }

    void wakeHeartbeat() {
        heartbeat.wake();
    }

    void wakeTimers() {
        timers.wake();
    }

    /** @param atEnd gives back what the stop has left in the queue */
    void startScan(Runnable step, Runnable atEnd) {
        loops.startPaced("run-scan", SCAN_PERIOD, scan, closing(SCAN_PERIOD, step, atEnd));
    }

    void startHeartbeat(Duration period, LeaseHeartbeat beats, Runnable fence) {
        loops.startPaced("run-heartbeat", period, heartbeat, closing(period, beats::beat, beats::close));
        loops.start("run-fence", FENCE_PERIOD, fence);
    }

    void startTimers(RunTimers due) {
        loops.startPaced("run-timers", RETRY, timers, due::enqueueDue);
    }

    private static LoopStep closing(Duration period, Runnable step, Runnable close) {
        return new LoopStep() {
            @Override
            public Duration run() {
                step.run();
                return period;
            }

            @Override
            public void close() {
                close.run();
            }
        };
    }
}
