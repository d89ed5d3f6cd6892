package dev.longhaul.shop.productimport.web;

import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.StartupOrder;
import dev.longhaul.settings.Settings;
import dev.longhaul.shop.productimport.Imports;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the event streams and the loop that drives them, and ends them when the application stops. */
@ApplicationScoped
class ImportPageBeans {
    @Produces
    @Singleton
    EventSettings eventSettings(Settings settings) {
        return EventSettings.from(settings);
    }

    @Produces
    @Singleton
    ImportPaces paces() {
        return new ImportPaces(System::nanoTime);
    }

    @Produces
    @Singleton
    EventStreams streams(Imports imports, ImportPaces paces, EventSettings settings) {
        return new EventStreams(imports::find, paces, settings, Clock.systemUTC(), System::nanoTime);
    }

    void start(
            @Observes @Priority(StartupOrder.APPLICATION) Startup event,
            EventStreams streams,
            PermanentLoops loops,
            ApplicationLifetime lifetime) {
        loops.start("import-events", EventStreams.PERIOD, streams::step);
        lifetime.stopping().onCancelled(reason -> streams.close());
    }
}
