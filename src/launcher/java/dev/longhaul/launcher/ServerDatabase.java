package dev.longhaul.launcher;

import java.util.Map;

/**
 * What a server's datasource leads to.
 *
 * @param kind the script of {@code server-config} that makes the datasource
 * @param properties the system properties that this script's expressions read, but for the data directory
 * @param environment what they read from the environment, because every user of the machine sees a command line
 */
public record ServerDatabase(Kind kind, Map<String, String> properties, Map<String, String> environment) {

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
    }

    /** A file in the server's data directory, so it is as fresh as that directory. */
    public static ServerDatabase h2() {
        return new ServerDatabase(Kind.H2, Map.of(), Map.of());
    }

    /** A database of a PostgreSQL server; share the record to share the database. */
    public static ServerDatabase postgresql(String url, String user, String password) {
        return new ServerDatabase(
                Kind.POSTGRESQL,
                Map.of("longhaul.postgresql.url", url, "longhaul.postgresql.user", user),
                // WildFly refuses an empty one; without any, the scripts' own is given, and not asked for
                password.isEmpty() ? Map.of() : Map.of("LONGHAUL_POSTGRESQL_PASSWORD", password));
    }
}
