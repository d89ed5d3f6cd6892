package dev.longhaul.shop.operations;

import java.lang.module.ModuleDescriptor.Version;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parts of the servers of which earlier versions have a hole that this application cannot close. The servers tell their
 * versions in one line: WildFly as {@code WildFly 39.0.1.Final (WildFly Core 31.0.1.Final) - 2.3.23.Final}, the last
 * being Undertow's, and Payara as {@code Payara Server 6.2025.9}.
 */
enum ServerFloor {
    UNDERTOW(
            "Undertow",
            "^WildFly .* - (\\d\\S*)$",
            "2.3.25",
            "a request can be hidden in another (CVE-2026-28367, CVE-2026-28368, CVE-2026-28369)"),
    REMOTING(
            "WildFly Core",
            "WildFly Core (\\d[^\\s)]*)",
            "33.0.1",
            "its JBoss Remoting is reachable on the HTTP port (CVE-2026-15562)"),
    PAYARA(
            "Payara",
            "^Payara Server\\s+(6\\.\\S*)",
            null,
            "it has had no support since December 2025, and the holes found since then stay open (FISH-14190, FISH-14855)");

    private final String part;
    private final Pattern version;
    private final @Nullable String floor;
    private final String hole;

    /** @param floor null if every version that the pattern finds is below */
    ServerFloor(String part, String version, @Nullable String floor, String hole) {
        this.part = part;
        this.version = Pattern.compile(version);
        this.floor = floor;
        this.hole = hole;
    }

    /** A sentence for each part of this server that is below its floor; none for a server that is not known. */
    static Stream<String> shortfalls(String serverInfo) {
        return Arrays.stream(values()).flatMap(floor -> floor.shortfall(serverInfo).stream());
    }

    private Optional<String> shortfall(String serverInfo) {
        Matcher found = version.matcher(serverInfo);
        if (!found.find()) {
            return Optional.empty();
        }
        String seen = found.group(1);
        if (floor == null) {
            return Optional.of(part + " " + seen + ": " + hole);
        }
        return Version.parse(seen).compareTo(Version.parse(floor)) < 0
                ? Optional.of(part + " " + seen + " is below " + floor + ": " + hole)
                : Optional.empty();
    }
}
