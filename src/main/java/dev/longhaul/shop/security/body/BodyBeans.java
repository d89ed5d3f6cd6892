package dev.longhaul.shop.security.body;

import dev.longhaul.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives the filter its settings. */
@ApplicationScoped
class BodyBeans {

    @Produces
    @Singleton
    BodySettings settings(Settings settings) {
        return BodySettings.from(settings);
    }
}
