package dev.longhaul.background;

import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.lifecycle.ShutdownParticipant;
import dev.longhaul.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * All queues of the application, by name. A queue comes into being when it is first asked for, with the concurrency and
 * capacity of its settings, and lives as long as the application.
 */
public final class BackgroundQueues implements ShutdownParticipant {

    private static final String DEFAULT = "default";

    private final Settings settings;
    private final Executor executor;
    private final TaskRunner runner;
    private final Map<String, BackgroundTaskQueue> queues = new ConcurrentSkipListMap<>();
    private volatile boolean closed;

    /**
     * Queues whose tasks run in no scope of their own; for tests and for use without CDI.
     *
     * @param executor where tasks run; it may refuse at any time with {@code RejectedExecutionException}
     * @param failures called for each task that failed, on the thread that ran it
     */
    public BackgroundQueues(
            Settings settings, Executor executor, ApplicationLifetime lifetime, Consumer<TaskFailed> failures) {
        this(settings, executor, new TaskRunner(lifetime.stopping(), TaskScope.NONE, failures));
    }

    BackgroundQueues(Settings settings, Executor executor, TaskRunner runner) {
        this.settings = settings;
        this.executor = executor;
        this.runner = runner;
    }

    /** The queue for everything that has none of its own: strictly in order, one task at a time. */
    public BackgroundTaskQueue defaultQueue() {
        return queue(DEFAULT);
    }

    /**
     * The queue of this name, the same one at each call.
     *
     * @param name lower-case letters, digits and dashes: it is part of its settings' keys
     * @throws IllegalArgumentException when the name is something else
     * @throws dev.longhaul.settings.InvalidSettingsException when its settings cannot be read
     */
    public BackgroundTaskQueue queue(String name) {
        if (!Objects.requireNonNull(name, "name").matches("[a-z0-9-]{1,40}")) {
            throw new IllegalArgumentException(
                    "name of a queue must be 1 to 40 lower-case letters, digits or dashes, was `" + name + "`");
        }
        BackgroundTaskQueue queue = queues.computeIfAbsent(name, this::create);
        if (closed) {
            queue.close();
        }
        return queue;
    }

    private BackgroundTaskQueue create(String name) {
        QueueSettings of = QueueSettings.from(settings, name);
        settings.requireValid();
        return new BackgroundTaskQueue(name, of, executor, runner);
    }

    /** Tries again to start what the container had refused to run. */
    void startWaiting() {
        queues.values().forEach(BackgroundTaskQueue::startWaiting);
    }

    @Override
    public String name() {
        return "background queues";
    }

    @Override
    public void closeIntake() {
        closed = true;
        queues.values().forEach(BackgroundTaskQueue::close);
    }

    @Override
    public boolean drain(Duration remaining) {
        long deadline = System.nanoTime() + remaining.toNanos();
        boolean drained = true;
        for (BackgroundTaskQueue queue : List.copyOf(queues.values())) {
            drained &= queue.drain(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        return drained;
    }

    @Override
    public void abandon() {
        queues.values().forEach(BackgroundTaskQueue::abandon);
    }
}
