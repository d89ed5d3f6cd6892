package dev.longhaul.shop.security;

import dev.longhaul.settings.Settings;
import dev.longhaul.settings.SettingsGroup;
import dev.longhaul.shop.security.connection.TrustedProxies;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
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
 * @param failureLimit bad passwords for one user before strangers are slowed down
 *     ({@code longhaul.sign-in.failure-limit}); the package {@code guessing} has the rule
 * @param failureWindow the time in which so many bad passwords are forgotten ({@code longhaul.sign-in.failure-window})
 * @param proxies whose word about their clients counts ({@code longhaul.proxy.trusted}, separated by commas, and
 *     {@code longhaul.proxy.headers})
 * @param basicOverHttp what becomes of Basic credentials that were sent without TLS
 *     ({@code longhaul.sign-in.basic-over-http})
 * @param publicPath the path of the address under which people reach the application ({@code longhaul.public.address});
 *     empty if no address is set
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
        TrustedProxies proxies,
        BasicOverHttp basicOverHttp,
        Optional<String> publicPath,
        Set<String> origins,
        Path dataDirectory)
        implements SettingsGroup {

    /** When a cookie carries the Secure flag. */
    public enum CookieSecurity {
        /** On a secure connection, up to the server or up to a trusted proxy. */
        AUTO,
        /** Always: for a proxy that ends TLS and does not say so. */
        ALWAYS
    }

    /** What becomes of Basic credentials over plain HTTP. */
    public enum BasicOverHttp {
        /** They are accepted, and the log warns of them. */
        WARN,
        /** They are refused unseen. */
        REFUSE
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
        CookieSecurity cookies = settings.choice("longhaul.cookies.secure", CookieSecurity.AUTO);
        return new SecuritySettings(
                settings.duration("longhaul.sign-in.max-idle", Duration.ofHours(2), minute, Duration.ofDays(7)),
                settings.duration("longhaul.sign-in.lifespan", Duration.ofHours(12), minute, Duration.ofDays(30)),
                cookies,
                settings.choice("longhaul.users.source", UserSource.DATABASE),
                settings.integer("longhaul.passwords.iterations", 210_000, 10_000, 10_000_000),
                settings.integer("longhaul.sign-in.failure-limit", 5, 1, 1000),
                settings.duration(
                        "longhaul.sign-in.failure-window", Duration.ofMinutes(15), minute, Duration.ofDays(1)),
                proxies(settings, cookies == CookieSecurity.ALWAYS),
                settings.choice("longhaul.sign-in.basic-over-http", BasicOverHttp.WARN),
                settings.optionalText("longhaul.public.address").flatMap(SecuritySettings::pathOf),
                origins(settings),
                Path.of(settings.text("longhaul.data.directory", "data")));
    }

    /**
     * Ends the start if people reach the application under another path than the server does: its pages, redirects and
     * cookies would name paths that lead elsewhere.
     *
     * @param contextPath where the server has the application; empty for the root
     * @throws IllegalStateException with both paths
     */
    public void requirePublicPath(String contextPath) {
        publicPath.filter(path -> !path.equals(contextPath)).ifPresent(path -> {
            throw new IllegalStateException(
                    "setting `longhaul.public.address` must end in the path of the application, `"
                            + contextPath + "`, was `" + path
                            + "`: a proxy must pass paths on unchanged, or the application must be"
                            + " deployed under that path");
        });
    }

    /** Without a slash at the end. What cannot be read is reported by those who use the address. */
    private static Optional<String> pathOf(String address) {
        try {
            return Optional.ofNullable(new URI(address).getRawPath()).map(path -> path.replaceFirst("/+$", ""));
        } catch (URISyntaxException reportedElsewhere) {
            return Optional.empty();
        }
    }

    private static TrustedProxies proxies(Settings settings, boolean everyClientIsSecure) {
        String key = "longhaul.proxy.trusted";
        return TrustedProxies.of(
                settings.text(key, ""),
                settings.choice("longhaul.proxy.headers", TrustedProxies.Headers.X_FORWARDED),
                everyClientIsSecure,
                text -> settings.reject(
                        key, text, "addresses or ranges of proxies such as 127.0.0.1, 10.1.0.0/16 or 2001:db8::/64"));
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
