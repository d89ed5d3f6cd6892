package dev.longhaul.lifecycle;

import java.lang.System.Logger.Level;
import java.time.Duration;

/** One thread that repeats a step for as long as the application lives. {@link PermanentLoops} starts it. */
public final class PermanentLoop {

    private static final System.Logger LOG = System.getLogger(PermanentLoop.class.getName());

    private final String name;
    private final Duration period;
    private final WakeUp wakeUp;
    private final LoopStep step;
    private volatile boolean ending;
    private long failuresInARow;

    PermanentLoop(String name, Duration period, WakeUp wakeUp, LoopStep step) {
        this.name = name;
        this.period = period;
        this.wakeUp = wakeUp;
        this.step = step;
    }

    String name() {
        return name;
    }

    /** Starts the next step at once instead of after the pause, as {@link WakeUp#wake} does. */
    public void wake() {
        wakeUp.wake();
    }

    /** Lets the current step finish and starts no other. Never waits and never interrupts: a step may be in JDBC. */
    void end() {
        ending = true;
        wake();
    }

    void run() {
        while (!ending) {
            // read before the step: a wake-up during it must start another
            long seen = wakeUp.count();
            Duration pause = attemptStep();
            if (!ending) {
                pause(seen, pause);
            }
        }
        try {
            step.close();
        } catch (RuntimeException thrown) {
            LOG.log(Level.WARNING, "loop " + name + " could not close what it has used", thrown);
        }
    }

    private Duration attemptStep() {
        try {
            Duration pause = step.run();
            if (failuresInARow > 0) {
                LOG.log(Level.INFO, "loop {0} works again after {1} failures", name, failuresInARow);
                failuresInARow = 0;
            }
            return pause;
        } catch (Throwable thrown) {
            // an Error too: a loop that dies silently is worse than one that tries again
            failuresInARow++;
            if (failuresInARow == 1) {
                LOG.log(Level.ERROR, "loop " + name + " failed and will try again every " + period, thrown);
            } else {
                LOG.log(Level.DEBUG, "loop " + name + " failed again", thrown);
            }
            return period;
        }
    }

    private void pause(long seen, Duration pause) {
        try {
            wakeUp.awaitAfter(seen, pause);
        } catch (InterruptedException interrupted) {
            endIfContainerShutsDown(interrupted);
        }
    }

    // The flag stays cleared on purpose: with it set every later wait would return at once and the loop would spin.
    private void endIfContainerShutsDown(InterruptedException interrupted) {
        if (PermanentLoops.isShutDown(Thread.currentThread())) {
            ending = true;
            LOG.log(Level.WARNING, "loop {0} ends because the container shuts its threads down", name);
        } else {
            LOG.log(Level.DEBUG, "loop " + name + " was interrupted and continues", interrupted);
        }
    }
}
