package dev.longhaul.shop.security;

import dev.longhaul.settings.Settings;
import dev.longhaul.settings.SettingsGroup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an operator can set about signing in.
 *
 * @param maxIdle how long a sign-in holds after its last request ({@code longhaul.sign-in.max-idle})
 * @param lifespan how long a sign-in holds at most ({@code longhaul.sign-in.lifespan})
 * @param cookies when cookies carry the Secure flag ({@code longhaul.cookies.secure})
 * @param users who keeps names and passwords ({@code longhaul.users.source})
 * @param passwordIterations work of hashing a password, in rounds of PBKDF2 ({@code longhaul.passwords.iterations})
 * @param failureLimit bad passwords for one user from one address before they are slowed down
 *     ({@code longhaul.sign-in.failure-limit})
 * @param failureWindow how long bad passwords are remembered, and the longest wait they cause
 *     ({@code longhaul.sign-in.failure-window})
 * @param origins further origins whose pages may change state, such as the address of a proxy that does not pass on its
 *     own ({@code longhaul.security.origins}, separated by commas)
 * @param dataDirectory where the first administrator's password file is written ({@code longhaul.data.directory})
 */
public record SecuritySettings(
        Duration maxIdle,
        Duration lifespan,
        CookieSecurity cookies,
        UserSource users,
        int passwordIterations,
        int failureLimit,
        Duration failureWindow,
        Set<String> origins,
        Path dataDirectory)
        implements SettingsGroup {

    /** When a cookie carries the Secure flag. */
    public enum CookieSecurity {
        /** On a secure request. */
        AUTO,
        /** Always: for a proxy that ends TLS and does not say so. */
        ALWAYS
    }

    /** Who keeps names and passwords. */
    public enum UserSource {
        /** The table {@code app_user}, with a first administrator made at the first start. */
        DATABASE,
        /** An {@code IdentityStore} bean that the deployer adds to the WAR; the table is not asked. */
        DEPLOYER
    }

    public SecuritySettings {
        origins = Set.copyOf(origins);
    }

    static SecuritySettings from(Settings settings) {
        Duration minute = Duration.ofMinutes(1);
        return new SecuritySettings(
                settings.duration("longhaul.sign-in.max-idle", Duration.ofHours(2), minute, Duration.ofDays(7)),
                settings.duration("longhaul.sign-in.lifespan", Duration.ofHours(12), minute, Duration.ofDays(30)),
                settings.choice("longhaul.cookies.secure", CookieSecurity.AUTO),
                settings.choice("longhaul.users.source", UserSource.DATABASE),
                settings.integer("longhaul.passwords.iterations", 210_000, 10_000, 10_000_000),
                settings.integer("longhaul.sign-in.failure-limit", 5, 1, 1000),
                settings.duration(
                        "longhaul.sign-in.failure-window", Duration.ofMinutes(15), minute, Duration.ofDays(1)),
                origins(settings),
                Path.of(settings.text("longhaul.data.directory", "data")));
    }

    private static Set<String> origins(Settings settings) {
        String key = "longhaul.security.origins";
        Set<String> origins = Arrays.stream(settings.text(key, "").split(","))
                .map(String::strip)
                .filter(origin -> !origin.isEmpty())
                .collect(Collectors.toSet());
        for (String origin : origins) {
            if (!origin.matches("https?://[a-z0-9.\\[\\]:-]+")) {
                settings.reject(key, origin, "origins such as https://shop.example, without a path, in lower case");
            }
        }
        return origins;
    }
}
