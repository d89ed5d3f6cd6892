package dev.longhaul.shop.security;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A few words for a browser, by which its user recognises it. The rest of {@code User-Agent} is not kept: it identifies
 * people better than it helps them.
 */
final class BrowserName {

    private static final String UNKNOWN = "Unknown";

    /** Mark and name, in the order in which they are looked for: most browsers claim to be several others as well. */
    private static final List<List<String>> BROWSERS = List.of(
            List.of("Edg", "Edge"),
            List.of("OPR/", "Opera"),
            List.of("Firefox/", "Firefox"),
            List.of("FxiOS/", "Firefox"),
            List.of("CriOS/", "Chrome"),
            List.of("Chrome/", "Chrome"),
            List.of("Safari/", "Safari"),
            List.of("curl/", "curl"));

    private static final List<List<String>> SYSTEMS = List.of(
            List.of("iPhone", "iPhone"),
            List.of("iPad", "iPad"),
            List.of("Android", "Android"),
            List.of("Windows", "Windows"),
            List.of("Mac OS X", "macOS"),
            List.of("CrOS", "ChromeOS"),
            List.of("Linux", "Linux"));

    private BrowserName() {}

    /** Such as {@code Firefox, Linux}; {@code Unknown} for what it does not know. */
    static String of(@Nullable String userAgent) {
        if (userAgent == null) {
            return UNKNOWN;
        }
        String browser = find(BROWSERS, userAgent);
        String system = find(SYSTEMS, userAgent);
        return browser.equals(UNKNOWN) || system.equals(UNKNOWN) ? browser : browser + ", " + system;
    }

    private static String find(List<List<String>> known, String userAgent) {
        return known.stream()
                .filter(entry -> userAgent.contains(entry.get(0)))
                .map(entry -> entry.get(1))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
