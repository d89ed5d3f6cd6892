package dev.longhaul.shop.catalog;

import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** The catalogue's parts and tables for injection. */
@ApplicationScoped
class CatalogBeans {

    static final SchemaModule TABLES =
            new SchemaModule("catalog", List.of("dev/longhaul/shop/catalog/V1__products.sql"));

    @Produces
    @Singleton
    SchemaModule tables() {
        return TABLES;
    }

    @Produces
    @Singleton
    CatalogSettings settings(Settings settings) {
        return CatalogSettings.from(settings);
    }

    @Produces
    @Singleton
    Catalog catalog(Database database) {
        return new Catalog(database);
    }

    @Produces
    @Singleton
    CatalogExport export(Catalog catalog) {
        return new CatalogExport(catalog);
    }

    @Produces
    @Singleton
    CatalogWriter writer(Database database) {
        return new CatalogWriter(database);
    }
}
