package dev.longhaul.it.server;

import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerKind;
import java.util.Arrays;
import java.util.Locale;

/** The servers that test classes share. */
public enum ServerName {
    WILDFLY_H2(ServerKind.WILDFLY, ServerDatabase.Kind.H2),
    WILDFLY_POSTGRESQL(ServerKind.WILDFLY, ServerDatabase.Kind.POSTGRESQL),
    PAYARA_H2(ServerKind.PAYARA, ServerDatabase.Kind.H2),
    PAYARA_POSTGRESQL(ServerKind.PAYARA, ServerDatabase.Kind.POSTGRESQL);

    private final ServerKind kind;
    private final ServerDatabase.Kind database;

    ServerName(ServerKind kind, ServerDatabase.Kind database) {
        this.kind = kind;
        this.database = database;
    }

    ServerKind kind() {
        return kind;
    }

    ServerDatabase.Kind database() {
        return database;
    }

    /** Whether this run of the tests uses the server. */
    boolean isWanted() {
        return isWanted(toString());
    }

    /**
     * Reads the system property {@code longhaul.it.servers}: names, or beginnings of names, with commas between them.
     * Without it all servers are wanted.
     */
    static boolean isWanted(String name) {
        return Arrays.stream(System.getProperty("longhaul.it.servers", "").split(",", -1))
                .map(String::strip)
                .anyMatch(wanted -> name.startsWith(wanted) || wanted.startsWith(name + "-"));
    }

    /** Such as {@code wildfly-h2}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
