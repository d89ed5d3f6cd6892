package dev.longhaul.background;

import dev.longhaul.lifecycle.Lifecycle;
import dev.longhaul.lifecycle.StartupOrder;
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
import java.util.concurrent.Executor;

/** Ties {@link Background} to the container's executor, request contexts and events. */
@ApplicationScoped
class BackgroundBeans {

    @Produces
    @Singleton
    Background background(
            Lifecycle lifecycle, Settings settings, ContainerTaskScope scope, Event<TaskFailed> failures) {
        TaskRunner runner = new TaskRunner(lifecycle.lifetime().stopping(), scope, failures::fire);
        return new Background(lifecycle, new BackgroundQueues(settings, inApplicationContext(), runner));
    }

    @Produces
    @Singleton
    BackgroundQueues queues(Background background) {
        return background.queues();
    }

    @Produces
    @Singleton
    BackgroundTaskQueue defaultQueue(Background background) {
        return background.defaultQueue();
    }

    @Produces
    @Singleton
    TimedTasks timedTasks(Background background) {
        return background.timedTasks();
    }

    // The context is captured once, here. The executor alone would give a task the identity of the thread that
    // started its worker.
    private static Executor inApplicationContext() {
        Executor executor =
                ContainerResources.require(ManagedExecutorService.class, "java:comp/DefaultManagedExecutorService");
        Executor captured = ContainerResources.require(ContextService.class, "java:comp/DefaultContextService")
                .currentContextExecutor();
        return work -> executor.execute(() -> captured.execute(work));
    }

    void start(@Observes @Priority(StartupOrder.QUEUE) Startup event, Background background, Lifecycle lifecycle) {
        background.startLoops(lifecycle.loops());
    }
}
