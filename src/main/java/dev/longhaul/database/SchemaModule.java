package dev.longhaul.database;

import java.util.List;
import org.flywaydb.core.Flyway;

/**
 * The tables of one package, as SQL scripts applied in order and each exactly once.
 *
 * @param name names the module's history table, {@code longhaul_<name>_history}; never changes once released
 * @param scripts class path names such as {@code dev/longhaul/run/V1__runs.sql}; the list is the order of its versions
 */
public record SchemaModule(String name, List<String> scripts) {

    public SchemaModule {
        scripts = List.copyOf(scripts);
    }

    /**
     * Brings this module's tables up to date. Several nodes may do it at once: the history table is locked meanwhile.
     * The thread must not be inside a JTA transaction.
     */
    public void migrate(Database database) {
        Flyway.configure(SchemaModule.class.getClassLoader())
                .dataSource(database.dataSource())
                .table("longhaul_" + name + "_history")
                // modules share one schema, so it is rarely empty; version 0 is before every script
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateMigrationNaming(true)
                .resourceProvider(new ScriptList(scripts))
                .load()
                .migrate();
    }
}
