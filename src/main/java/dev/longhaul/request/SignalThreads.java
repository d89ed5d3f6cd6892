package dev.longhaul.request;

import dev.longhaul.lifecycle.PermanentLoop;
import dev.longhaul.lifecycle.PermanentLoops;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A few threads for what a token calls back, so that a cancel does not wait behind the work that it is to end. When
 * they have ended with the application, whoever hands something over runs it.
 */
final class SignalThreads implements Executor {

    private static final System.Logger LOG = System.getLogger(SignalThreads.class.getName());
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final List<PermanentLoop> loops = new ArrayList<>();
    private final BooleanSupplier ended;

    SignalThreads(BooleanSupplier ended) {
        this.ended = ended;
    }

    void start(PermanentLoops from, int threads) {
        for (int i = 1; i <= threads; i++) {
            loops.add(from.start("request-signals-" + i, IDLE, this::runWaiting));
        }
    }

    @Override
    public void execute(Runnable signal) {
        if (ended.getAsBoolean()) {
            run(signal);
            return;
        }
        waiting.add(signal);
        // all: one that is in a signal which takes its time would keep this waiting, though another is free
        loops.forEach(PermanentLoop::wake);
    }

    private void runWaiting() {
        for (Runnable next = poll(); next != null; next = poll()) {
            run(next);
        }
    }

    private @Nullable Runnable poll() {
        return waiting.poll();
    }

    private static void run(Runnable signal) {
        try {
            signal.run();
        } catch (Throwable thrown) {
            LOG.log(Level.WARNING, "what was called for a request failed", thrown);
        }
    }
}
