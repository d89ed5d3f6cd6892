package dev.longhaul.shop.catalog;

import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.settings.Settings;
import dev.longhaul.shop.catalog.table.CatalogTables;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The catalogue's parts and tables for injection. */
@ApplicationScoped
class CatalogBeans {

    @Produces
    @Singleton
    SchemaModule tables() {
        return CatalogTables.SCHEMA;
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
}
