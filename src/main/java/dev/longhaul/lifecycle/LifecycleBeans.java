package dev.longhaul.lifecycle;

import dev.longhaul.cancellation.CancellationRegistration;
import dev.longhaul.cancellation.CancellationTimer;
import dev.longhaul.settings.ContainerResources;
import dev.longhaul.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Ties {@link Lifecycle} to the container's start and stop, its thread factory and its scheduler. */
@ApplicationScoped
class LifecycleBeans {

    private @Nullable CancellationRegistration timer;

    @Produces
    @Singleton
    LifecycleSettings settings(Settings settings) {
        return LifecycleSettings.from(settings);
    }

    @Produces
    @Singleton
    Lifecycle lifecycle(LifecycleSettings settings) {
        return new Lifecycle(
                ContainerResources.require(ManagedThreadFactory.class, "java:comp/DefaultManagedThreadFactory"),
                settings.shutdownGrace());
    }

    // static: on WildFly the bean that it would be called on is gone by then, and each stop would log an error
    static void endLoops(@Disposes Lifecycle lifecycle) {
        lifecycle.loops().close();
    }

    @Produces
    @Singleton
    ApplicationLifetime lifetime(Lifecycle lifecycle) {
        return lifecycle.lifetime();
    }

    @Produces
    @Singleton
    ShutdownSequence shutdown(Lifecycle lifecycle) {
        return lifecycle.shutdown();
    }

    @Produces
    @Singleton
    PermanentLoops loops(Lifecycle lifecycle) {
        return lifecycle.loops();
    }

    /** Before all other parts start, because each of them may set a deadline. */
    void installTimer(@Observes @Priority(StartupOrder.SETTINGS) Startup event) {
        timer = CancellationTimer.useByDefault(CancellationTimer.on(ContainerResources.require(
                ManagedScheduledExecutorService.class, "java:comp/DefaultManagedScheduledExecutorService")));
    }

    void started(@Observes @Priority(StartupOrder.STARTED) Startup event, Lifecycle lifecycle) {
        lifecycle.markStarted();
    }

    void stop(@Observes Shutdown event, ShutdownSequence sequence) {
        sequence.run();
        if (timer != null) {
            timer.close();
        }
    }
}
