package dev.longhaul.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.probe.ProbeApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The small application of {@code dev.longhaul.it.probe} on a server, and what it wrote down. */
final class QueueProbe {

    private static final Path WAR = BuildPaths.workOf("queue-probe.war");

    private final ServerUnderTest server;
    private final Path notes;
    // over HTTP/2 WildFly gives a connection up whose only answer takes a minute
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** One line of the notes: what happened, and when by the clock of this machine. */
    record Note(long millis, String event) {}

    /** The notes must be where the server's property {@code longhaul.probe.notes} says. */
    QueueProbe(ServerUnderTest server, Path notes) {
        this.server = server;
        this.notes = notes;
    }

    static Path war() {
        WebArchive archive = ShrinkWrap.create(WebArchive.class, "queue-probe.war")
                .addPackage("dev.longhaul.settings")
                .addPackage("dev.longhaul.cancellation")
                .addPackage("dev.longhaul.lifecycle")
                .addPackage("dev.longhaul.background")
                .addPackage("dev.longhaul.problem")
                .addPackage(ProbeApplication.class.getPackage())
                .addAsLibraries(Path.of("target/longhaul/WEB-INF/lib/jspecify-1.0.0.jar")
                        .toFile())
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        try {
            Files.createDirectories(WAR.resolveSibling(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        archive.as(ZipExporter.class).exportTo(WAR.toFile(), true);
        return WAR;
    }

    /** Deploys it, or deploys it anew. */
    void deploy() {
        server.deploy(war());
    }

    void undeploy() {
        server.undeploy(WAR);
    }

    void awaitReady() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> answer("check/captured").statusCode() == 200);
    }

    String get(String path) {
        HttpResponse<String> answer = answer(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    HttpResponse<String> answer(String path) {
        return send(request(path).GET().build());
    }

    void post(String path) {
        HttpResponse<String> answer =
                send(request(path).POST(BodyPublishers.noBody()).build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    /** Everything written down so far. */
    List<Note> notes() {
        if (!Files.exists(notes)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(notes)) {
            return lines.map(line -> line.split(" ", 2))
                    .map(parts -> new Note(Long.parseLong(parts[0]), parts[1]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until this event is among the notes that come after the first so many. */
    void awaitNote(String event, int after) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> notes().stream().skip(after).anyMatch(note -> note.event()
                        .equals(event)));
    }

    private HttpRequest.Builder request(String path) {
        URI uri = server.baseUri().resolve("/queue-probe/" + path);
        return HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(2));
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
