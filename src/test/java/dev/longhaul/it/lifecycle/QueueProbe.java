package dev.longhaul.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.probe.ProbeApplication;
import dev.longhaul.it.server.ProbeOnServer;
import dev.longhaul.launcher.ServerUnderTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The small application of {@code dev.longhaul.it.probe} on a server, and what it wrote down. */
final class QueueProbe {

    private final ProbeOnServer probe;
    private final Path notes;

    /** One line of the notes: what happened, and when by the clock of this machine. */
    record Note(long millis, String event) {}

    /** The notes must be where the server's property {@code longhaul.probe.notes} says. */
    QueueProbe(ServerUnderTest server, Path notes) {
        this.probe = new ProbeOnServer(
                server,
                "queue-probe",
                "dev.longhaul.settings",
                "dev.longhaul.cancellation",
                "dev.longhaul.lifecycle",
                "dev.longhaul.background",
                "dev.longhaul.shop.problem",
                ProbeApplication.class.getPackageName());
        this.notes = notes;
    }

    /** Deploys it, or deploys it anew. */
    void deploy() {
        probe.deploy();
    }

    void undeploy() {
        probe.undeploy();
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
        return probe.get(path);
    }

    void post(String path) {
        HttpResponse<String> answer = probe.post(path);
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
}
