package dev.longhaul.request;

import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.StartupOrder;
import dev.longhaul.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.LongSupplier;

/** Makes what watches over requests, and begins its loops with the application. */
@ApplicationScoped
class RequestBeans {

    private static final LongSupplier NANO_TIME = System::nanoTime;

    @Produces
    @Singleton
    RequestSettings settings(Settings settings) {
        return RequestSettings.from(settings);
    }

    @Produces
    @Singleton
    BeatLoop beats() {
        return new BeatLoop(NANO_TIME);
    }

    @Produces
    @Singleton
    SignalThreads signals(ApplicationLifetime lifetime) {
        return new SignalThreads(lifetime.stopped()::isCancellationRequested);
    }

    @Produces
    @Singleton
    LongRequests requests(
            RequestSettings settings, ApplicationLifetime lifetime, SignalThreads signals, BeatLoop beats) {
        return new LongRequests(
                settings,
                ended -> new RequestWatch(lifetime.stopping(), signals, NANO_TIME, settings.stallLimit(), ended),
                beats);
    }

    void start(
            @Observes @Priority(StartupOrder.QUEUE) Startup event,
            RequestSettings settings,
            BeatLoop beats,
            SignalThreads signals,
            PermanentLoops loops) {
        signals.start(loops, settings.threads());
        beats.start(loops, settings.threads());
    }
}
