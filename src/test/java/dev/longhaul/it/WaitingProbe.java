package dev.longhaul.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.waiting.WaitServlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The small application of {@code dev.longhaul.it.waiting} on a server, and when its tokens fired. */
final class WaitingProbe {

    private static final Path WAR = BuildPaths.workOf("waiting-probe.war");
    private static final String ROOT = "/waiting-probe/";

    private final ServerUnderTest server;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** That a token fired: for which reason, when by {@link System#nanoTime()}, and how often. */
    record Sighting(String kind, long nanos, int times) {}

    WaitingProbe(ServerUnderTest server) {
        this.server = server;
    }

    void deploy() {
        WebArchive archive = ShrinkWrap.create(WebArchive.class, "waiting-probe.war")
                .addPackage("dev.longhaul.settings")
                .addPackage("dev.longhaul.cancellation")
                .addPackage("dev.longhaul.lifecycle")
                .addPackage("dev.longhaul.request")
                .addPackage(WaitServlet.class.getPackage())
                .addAsLibraries(Path.of("target/longhaul/WEB-INF/lib/jspecify-1.0.0.jar")
                        .toFile())
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        try {
            Files.createDirectories(WAR.resolveSibling(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        archive.as(ZipExporter.class).exportTo(WAR.toFile(), true);
        server.deploy(WAR);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> get("sightings/live").statusCode() == 200);
    }

    void undeploy() {
        server.undeploy(WAR);
    }

    /** The raw path with its query. */
    static String path(String rest) {
        return ROOT + rest;
    }

    /** How many requests wait in the application. */
    int live() {
        return Integer.parseInt(get("sightings/live").body().strip());
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
    Map<String, Sighting> awaitSightings(String prefix, int count, Duration atMost) {
        Awaitility.await()
                .atMost(atMost)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(sightings(prefix)).hasSizeGreaterThanOrEqualTo(count));
        return sightings(prefix);
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    HttpResponse<String> post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.baseUri().resolve(ROOT + path)).timeout(Duration.ofMinutes(2));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
