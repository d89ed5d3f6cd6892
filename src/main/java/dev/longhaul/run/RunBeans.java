package dev.longhaul.run;

import dev.longhaul.database.SchemaModule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

@ApplicationScoped
class RunBeans {

    static final SchemaModule SCHEMA = new SchemaModule("run", List.of("dev/longhaul/run/V1__runs.sql"));

    @Produces
    @Singleton
    SchemaModule schema() {
        return SCHEMA;
    }
}
