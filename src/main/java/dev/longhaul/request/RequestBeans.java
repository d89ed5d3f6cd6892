package dev.longhaul.request;

import dev.longhaul.lifecycle.Lifecycle;
import dev.longhaul.lifecycle.StartupOrder;
import dev.longhaul.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Ties {@link LongRequests} to the container's start. */
@ApplicationScoped
class RequestBeans {

    @Produces
    @Singleton
    RequestSettings settings(Settings settings) {
        return RequestSettings.from(settings);
    }

    @Produces
    @Singleton
    LongRequests requests(Lifecycle lifecycle, RequestSettings settings) {
        return LongRequests.start(lifecycle, settings);
    }

    /** Makes the bean, and with it its loops, when the application starts and not at the first request. */
    void start(@Observes @Priority(StartupOrder.QUEUE) Startup event, LongRequests requests) {}
}
