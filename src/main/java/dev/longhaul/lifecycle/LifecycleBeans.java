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

/** Ties the signals, the sequence and the loops to the container's start and stop and to its thread factory. */
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
    ApplicationLifetime lifetime() {
        return new ApplicationLifetime();
    }

    // The loops come with the sequence, so that they are registered first and stopped last.
    @Produces
    @Singleton
    ShutdownSequence sequence(ApplicationLifetime lifetime, LifecycleSettings settings, PermanentLoops loops) {
        ShutdownSequence sequence = new ShutdownSequence(lifetime, settings.shutdownGrace());
        sequence.register(loops);
        return sequence;
    }

    @Produces
    @Singleton
    PermanentLoops loops() {
        return new PermanentLoops(
                ContainerResources.require(ManagedThreadFactory.class, "java:comp/DefaultManagedThreadFactory"));
    }

    // static: on WildFly the bean that it would be called on is gone by then, and each stop would log an error
    static void endLoops(@Disposes PermanentLoops loops) {
        loops.close();
    }

    /** Before anything starts: whatever sets a deadline relies on it. */
    void installTimer(@Observes @Priority(StartupOrder.SETTINGS) Startup event) {
        timer = CancellationTimer.useByDefault(CancellationTimer.on(ContainerResources.require(
                ManagedScheduledExecutorService.class, "java:comp/DefaultManagedScheduledExecutorService")));
    }

    void started(@Observes @Priority(StartupOrder.STARTED) Startup event, ApplicationLifetime lifetime) {
        lifetime.fireStarted();
    }

    void stop(@Observes Shutdown event, ShutdownSequence sequence) {
        sequence.run();
        if (timer != null) {
            timer.close();
        }
    }
}
