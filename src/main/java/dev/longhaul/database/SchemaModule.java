package dev.longhaul.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

/**
 * The tables of one package, as SQL scripts applied in order and each exactly once.
 *
 * @param name names the module's history table, {@code longhaul_<name>_history}; never changes once released
 * @param scripts class path names such as {@code dev/longhaul/run/V1__runs.sql}; the list is the order of its versions.
 *     <code>$&#123;random-uuid&#125;</code> in one stands for a new random UUID
 */
public record SchemaModule(String name, List<String> scripts) {

    public SchemaModule {
        scripts = List.copyOf(scripts);
    }

    /**
     * Brings this module's tables up to date. Several nodes may do it at once: the history table is locked meanwhile.
     * An account that may not create tables, as a server's should be, is enough where nothing is missing.
     *
     * @throws IllegalStateException when the thread is inside a JTA transaction, or when scripts are missing that the
     *     account of this database may not apply; nothing is applied then
     */
    public void migrate(Database database) {
        requireNoTransaction(database);
        Flyway flyway = flyway(database);
        if (database.mayCreateTables()) {
            flyway.migrate();
        } else {
            requireComplete(flyway);
        }
    }

    private void requireComplete(Flyway flyway) {
        MigrationInfo[] missing = flyway.info().pending();
        if (missing.length > 0) {
            throw new IllegalStateException("the tables of " + name + " lack "
                    + Arrays.stream(missing).map(MigrationInfo::getScript).collect(Collectors.joining(", "))
                    + ", and the database account of this server may not create tables. Run the migrations with the"
                    + " account that owns the tables (server-config/postgresql/roles.sql says how), then start again");
        }
        flyway.validate();
    }

    private Flyway flyway(Database database) {
        return Flyway.configure(SchemaModule.class.getClassLoader())
                .dataSource(database.dataSource())
                .table("longhaul_" + name + "_history")
                // modules share one schema, so it is rarely empty; version 0 is before every script
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .validateMigrationNaming(true)
                .placeholders(Map.of("random-uuid", UUID.randomUUID().toString()))
                .resourceProvider(new ScriptList(scripts))
                .load();
    }

    // Flyway would fail there too, but only after Payara's pool has let it commit an empty history table.
    private void requireNoTransaction(Database database) {
        try (Connection connection = database.dataSource().getConnection()) {
            if (!connection.getAutoCommit()) {
                throw new IllegalStateException("the tables of " + name
                        + " can be brought up to date only outside of a JTA transaction, but this thread is inside one:"
                        + " its connection has no auto-commit");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("no connection to bring the tables of " + name + " up to date", e);
        }
    }
}
