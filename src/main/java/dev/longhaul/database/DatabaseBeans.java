package dev.longhaul.database;

import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.longhaul.settings.ContainerResources;
import dev.longhaul.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import javax.sql.DataSource;

/**
 * The container's datasource {@code jdbc/longhaul}, and the migrations of every module before any other part starts.
 */
@ApplicationScoped
class DatabaseBeans {

    private static final System.Logger LOG = System.getLogger(DatabaseBeans.class.getName());
    private static final int BEFORE_EVERY_USER_OF_TABLES = 200;

    @Produces
    @Singleton
    DatabaseSettings settings(Settings settings) {
        return DatabaseSettings.from(settings);
    }

    @Produces
    @Singleton
    Database database(DatabaseSettings settings) {
        return Database.await(
                ContainerResources.require(DataSource.class, "java:comp/env/jdbc/longhaul"), settings.startWait());
    }

    @Produces
    @Singleton
    SchemaModule schema() {
        return Database.SCHEMA;
    }

    void migrate(
            @Observes @Priority(BEFORE_EVERY_USER_OF_TABLES) Startup event,
            Database database,
            @Any Instance<SchemaModule> modules) {
        modules.stream().sorted(Comparator.comparing(SchemaModule::name)).forEach(module -> module.migrate(database));
        // Payara lends its own Jackson to Flyway, whose cache of types would keep this deployment after its end
        TypeFactory.defaultInstance().clearCache();
        LOG.log(Level.INFO, "database is {0}, its tables are up to date", database.dialect());
        EncryptionCheck.warning(database).ifPresent(warning -> LOG.log(Level.WARNING, warning));
    }
}
