package dev.longhaul.background;

import dev.longhaul.lifecycle.Lifecycle;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A program with a queue of this library, a {@code main} method and nothing else. */
public final class QueuesWithoutContainer {

    private QueuesWithoutContainer() {}

    /** Greets once from the default queue and once at a fire time. */
    public static void main(String... arguments) throws InterruptedException {
        ExecutorService executor = Executors.newCachedThreadPool();
        // example
        try (Lifecycle lifecycle = new Lifecycle(Thread::new, Duration.ofSeconds(30))) {
            Background background = Background.start(lifecycle, executor);
            lifecycle.markStarted();
            TaskHandle greeting = background.defaultQueue().enqueue("greeting", token -> greet("Anna"));
            greeting.await(Duration.ofSeconds(10));
        }
        // end of example
        executor.shutdown();
    }

    private static void greet(String name) {
        System.setProperty("longhaul.test.greeted", name);
    }
}
