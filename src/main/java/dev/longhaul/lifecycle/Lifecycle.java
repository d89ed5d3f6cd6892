package dev.longhaul.lifecycle;

import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/**
 * The signals, the permanent loops and the shutdown sequence of one application, wired together. The beans of this
 * package use it in a container. A program without one makes it first and closes it last:
 *
 * <pre>{@code
 * try (Lifecycle lifecycle = new Lifecycle(Thread::new, Duration.ofSeconds(30))) {
 *     Background background = Background.start(lifecycle, executor);
 *     lifecycle.markStarted();
 *     TaskHandle greeting = background.defaultQueue().enqueue("greeting", token -> greet("Anna"));
 *     greeting.await(Duration.ofSeconds(10));
 * }
 * }</pre>
 */
public final class Lifecycle implements AutoCloseable {

    private final ApplicationLifetime lifetime = new ApplicationLifetime();
    private final PermanentLoops loops;
    private final ShutdownSequence shutdown;

    /**
     * @param threads makes one thread for each permanent loop: the container's managed thread factory, or any other
     * @param grace how long a stop waits for running work after its tokens have fired; zero does not wait
     */
    public Lifecycle(ThreadFactory threads, Duration grace) {
        loops = new PermanentLoops(threads);
        shutdown = new ShutdownSequence(lifetime, grace);
        // first, so that the loops stop last: work that drains may need them
        shutdown.register(loops);
    }

    public ApplicationLifetime lifetime() {
        return lifetime;
    }

    public PermanentLoops loops() {
        return loops;
    }

    public ShutdownSequence shutdown() {
        return shutdown;
    }

    /** Fires {@link ApplicationLifetime#started()}. Timed tasks wait for it. */
    public void markStarted() {
        lifetime.fireStarted();
    }

    /** Runs the shutdown sequence, which drains all registered work and ends the loops. Harmless when it has run. */
    @Override
    public void close() {
        shutdown.run();
        loops.close();
    }
}
