package dev.longhaul.background;

import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.ShutdownSequence;
import dev.longhaul.lifecycle.StartupOrder;
import dev.longhaul.lifecycle.WakeUp;
import dev.longhaul.settings.ContainerResources;
import dev.longhaul.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Ties the queues to the container's executor, request contexts and events. */
@ApplicationScoped
class BackgroundBeans {

    private static final Duration RETRY = Duration.ofMillis(500);

    @Produces
    @Singleton
    BackgroundQueues queues(
            Settings settings,
            ApplicationLifetime lifetime,
            ShutdownSequence sequence,
            ContainerTaskScope scope,
            Event<TaskFailed> failures) {
        TaskRunner runner = new TaskRunner(lifetime.stopping(), scope, failures::fire);
        BackgroundQueues queues = new BackgroundQueues(settings, inApplicationContext(), runner);
        sequence.register(queues);
        return queues;
    }

    @Produces
    @Singleton
    BackgroundTaskQueue defaultQueue(BackgroundQueues queues) {
        return queues.defaultQueue();
    }

    // Captured once, here: the executor by itself would lend a task the identity of whoever happened to start its
    // worker.
    private static Executor inApplicationContext() {
        Executor executor =
                ContainerResources.require(ManagedExecutorService.class, "java:comp/DefaultManagedExecutorService");
        Executor captured = ContainerResources.require(ContextService.class, "java:comp/DefaultContextService")
                .currentContextExecutor();
        return work -> executor.execute(() -> captured.execute(work));
    }

    @Produces
    @Singleton
    TimedTasks timedTasks(ApplicationLifetime lifetime) {
        return new TimedTasks(lifetime);
    }

    void start(
            @Observes @Priority(StartupOrder.QUEUE) Startup event,
            BackgroundQueues queues,
            TimedTasks timedTasks,
            PermanentLoops loops) {
        loops.start("queue-retry", RETRY, queues::startWaiting);
        timedTasks.beginBy(
                loops.startPaced("timed-tasks", TimedTasks.LONGEST_PAUSE, new WakeUp(), timedTasks::beginDue));
    }
}
