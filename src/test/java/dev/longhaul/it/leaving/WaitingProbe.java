package dev.longhaul.it.leaving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.server.ProbeOnServer;
import dev.longhaul.it.waiting.WaitServlet;
import dev.longhaul.launcher.ServerUnderTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** The small application of {@code dev.longhaul.it.waiting} on a server, and when its tokens fired. */
public final class WaitingProbe {

    private static final String NAME = "waiting-probe";

    private static final Set<ServerUnderTest> DEPLOYED = ConcurrentHashMap.newKeySet();

    private final ProbeOnServer probe;

    /** That a token fired: for which reason, when by {@link System#nanoTime()}, and how often. */
    public record Sighting(String kind, long nanos, int times) {}

    private WaitingProbe(ServerUnderTest server) {
        this.probe = new ProbeOnServer(
                server,
                NAME,
                "dev.longhaul.settings",
                "dev.longhaul.cancellation",
                "dev.longhaul.lifecycle",
                "dev.longhaul.request",
                WaitServlet.class.getPackageName());
    }

    /** Deploys it, unless an earlier test has; it stays as long as the server. */
    public static WaitingProbe deployedOn(ServerUnderTest server) {
        WaitingProbe waiting = new WaitingProbe(server);
        if (DEPLOYED.add(server)) {
            waiting.probe.deploy();
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> waiting.get("sightings/live").statusCode() == 200);
        return waiting;
    }

    /** The raw path with its query. */
    public static String path(String rest) {
        return "/" + NAME + "/" + rest;
    }

    /** How many requests wait in the application. */
    int live() {
        return Integer.parseInt(get("sightings/live").body().strip());
    }

    /** Waits until no request waits in the application. */
    void awaitNobodyWaits() {
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> live() == 0);
    }

    /** What was seen of the ids that begin so. */
    Map<String, Sighting> sightings(String prefix) {
        return lines(prefix).stream()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(
                        parts -> parts[0],
                        parts -> new Sighting(parts[1], Long.parseLong(parts[2]), Integer.parseInt(parts[3]))));
    }

    private List<String> lines(String prefix) {
        return get("sightings?prefix=" + prefix)
                .body()
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** Waits until the token of each of so many ids has fired. */
    public Map<String, Sighting> awaitSightings(String prefix, int count, Duration atMost) {
        Awaitility.await()
                .atMost(atMost)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(sightings(prefix)).hasSizeGreaterThanOrEqualTo(count));
        return sightings(prefix);
    }

    HttpResponse<String> get(String path) {
        return probe.get(path);
    }

    HttpResponse<String> post(String path) {
        return probe.post(path);
    }
}
