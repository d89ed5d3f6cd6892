package dev.longhaul.shop.catalog.write;

import dev.longhaul.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The catalogue's writer for injection. */
@ApplicationScoped
class CatalogWriteBeans {

    @Produces
    @Singleton
    CatalogWriter writer(Database database) {
        return new CatalogWriter(database);
    }
}
