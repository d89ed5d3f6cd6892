package dev.longhaul.it.server;

import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerKind;
import dev.longhaul.launcher.ServerOptions;
import java.util.Arrays;
import java.util.Locale;

/**
 * The servers that test classes share. Each runs in another language, with other digits, another calendar or another
 * lower case of {@code I}, and half of them without a locale of the operating system, as under a service manager: what
 * every test sees on the wire must not depend on that. The servers set limits themselves: Payara starts neither in
 * Turkish nor where digits are not those of ASCII, WildFly only where the digits fit into the name of a file.
 */
public enum ServerName {
    WILDFLY_H2(ServerKind.WILDFLY, ServerDatabase.Kind.H2, "ar-EG", "C.UTF-8"),
    WILDFLY_POSTGRESQL(ServerKind.WILDFLY, ServerDatabase.Kind.POSTGRESQL, "tr-TR", "C"),
    PAYARA_H2(ServerKind.PAYARA, ServerDatabase.Kind.H2, "th-TH-u-ca-buddhist", "C.UTF-8"),
    PAYARA_POSTGRESQL(ServerKind.PAYARA, ServerDatabase.Kind.POSTGRESQL, "de-DE", "C");

    private final ServerKind kind;
    private final ServerDatabase.Kind database;
    private final Locale language;
    private final String localeOfSystem;

    ServerName(ServerKind kind, ServerDatabase.Kind database, String language, String localeOfSystem) {
        this.kind = kind;
        this.database = database;
        this.language = Locale.forLanguageTag(language);
        this.localeOfSystem = localeOfSystem;
    }

    /** These options, for a server in its language. */
    ServerOptions abroad(ServerOptions options) {
        return options.withVariable("LC_ALL", localeOfSystem)
                .withJvmOptions(
                        "-Duser.language=" + language.getLanguage(),
                        "-Duser.country=" + language.getCountry(),
                        "-Duser.extensions="
                                + (language.hasExtensions()
                                        ? language.toLanguageTag().replaceFirst("^.*?-u-", "u-")
                                        : ""));
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
