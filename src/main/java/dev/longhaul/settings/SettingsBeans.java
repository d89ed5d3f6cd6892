package dev.longhaul.settings;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.ConfigProvider;

/** Settings from MicroProfile Config: system properties, environment ({@code LONGHAUL_SHUTDOWN_GRACE}), then files. */
@ApplicationScoped
class SettingsBeans {

    /** Before every other part of the application; the constants of the lifecycle package start above it. */
    private static final int FIRST = 100;

    @Produces
    @Singleton
    Settings settings() {
        return new Settings(key -> ConfigProvider.getConfig().getOptionalValue(key, String.class));
    }

    void validate(@Observes @Priority(FIRST) Startup event, Settings settings, @Any Instance<SettingsGroup> groups) {
        // building each record is what reads its settings and notes the faults
        groups.forEach(group -> {});
        settings.requireValid();
    }
}
