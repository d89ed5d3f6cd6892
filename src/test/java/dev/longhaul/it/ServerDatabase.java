package dev.longhaul.it;

import dev.longhaul.testing.TestDatabases;
import java.util.Map;

/**
 * What a server's datasource leads to.
 *
 * @param kind the script of {@code server-config} that makes the datasource
 * @param properties the system properties that this script's expressions read, but for the data directory
 */
public record ServerDatabase(Kind kind, Map<String, String> properties) {

    /** Names the scripts {@code datasource-h2} and {@code datasource-postgresql}. */
    public enum Kind {
        H2("h2"),
        POSTGRESQL("postgresql");

        private final String script;

        Kind(String script) {
            this.script = script;
        }

        String script() {
            return "datasource-" + script;
        }

        public ServerDatabase fresh() {
            return this == H2 ? ServerDatabase.h2() : ServerDatabase.postgresql();
        }
    }

    /** A file in the server's data directory, so it is as fresh as that directory. */
    public static ServerDatabase h2() {
        return new ServerDatabase(Kind.H2, Map.of());
    }

    /** A new database in the one PostgreSQL server of this JVM; share the record to share the database. */
    public static ServerDatabase postgresql() {
        return new ServerDatabase(
                Kind.POSTGRESQL,
                Map.of(
                        "longhaul.postgresql.url",
                        TestDatabases.freshPostgresqlUrl(),
                        "longhaul.postgresql.user",
                        "postgres"));
    }
}
