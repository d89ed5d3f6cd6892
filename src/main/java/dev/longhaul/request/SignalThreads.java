package dev.longhaul.request;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.lifecycle.Inbox;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.WakeUp;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * A few threads that run callbacks of tokens, so that a cancel does not wait behind the work that it is to end. After
 * the application has stopped there are none, and the calling thread runs what it hands over.
 */
final class SignalThreads implements Executor {

    private static final System.Logger LOG = System.getLogger(SignalThreads.class.getName());
    private static final Duration IDLE = Duration.ofSeconds(1);

    // wakes all threads: one that is in a slow signal would keep the next one waiting, though another thread is free
    private final WakeUp wakeUp = new WakeUp();
    private final Inbox<Runnable> signals = new Inbox<>(wakeUp::wake);
    private final CancellationToken stopped;

    SignalThreads(CancellationToken stopped) {
        this.stopped = stopped;
    }

    void start(PermanentLoops from, int threads) {
        for (int i = 1; i <= threads; i++) {
            from.start("request-signals-" + i, IDLE, wakeUp, () -> signals.drainTo(SignalThreads::run));
        }
    }

    @Override
    public void execute(Runnable signal) {
        if (stopped.isCancellationRequested()) {
            run(signal);
        } else {
            signals.add(signal);
        }
    }

    private static void run(Runnable signal) {
        try {
            signal.run();
        } catch (Throwable thrown) {
            LOG.log(Level.WARNING, "what was called for a request failed", thrown);
        }
    }
}
