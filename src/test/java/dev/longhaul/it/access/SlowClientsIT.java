package dev.longhaul.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.Caller;
import dev.longhaul.it.client.RawClient;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.Percentiles;
import dev.longhaul.it.server.ServerName;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.testing.Figures;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Clients that hold their connections: none of them holds a thread for long, so the others are answered. */
@OnServers({ServerName.WILDFLY_H2, ServerName.PAYARA_POSTGRESQL})
class SlowClientsIT {

    private static final int CLIENTS = 500;

    /** Longer than a body may take, shorter than a server waits for a head. */
    private static final Duration ATTACK = Duration.ofSeconds(14);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int LOOKS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ServerUnderTest server;
    private final List<Slow> slow = new ArrayList<>();
    private final List<Duration> waits = new ArrayList<>();

    SlowClientsIT(SharedServer shared) {
        server = shared.ready();
    }

    /** What a slow client sends, and then one byte after the other; nothing where it waits for its answer. */
    private enum Kind {
        SIGN_IN("POST", "/sign-in", "Content-Type: " + Caller.FORM + "\r\nContent-Length: 1000\r\n\r\n", "x"),
        CHUNKS(
                "POST",
                "/sign-in",
                "Content-Type: " + Caller.FORM + "\r\nTransfer-Encoding: chunked\r\n\r\n",
                "1\r\nx\r\n"),
        ANONYMOUS_API("POST", "/api/imports", "Content-Type: text/csv\r\nContent-Length: 100000\r\n\r\n", "x"),
        ANONYMOUS_PAGE(
                "POST",
                "/imports",
                "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n",
                "x"),
        HEAD("GET", "/sign-in", "X-Slow: ", "x"),
        UPLOAD(
                "POST",
                "/api/imports?fileName=slow.csv",
                "%sContent-Type: text/csv\r\nContent-Length: 100000\r\n\r\nsku,name\n",
                "x"),
        PIPELINE("GET", "/assets/pico.min.css", "\r\n", ""),
        DOWNLOAD("GET", "/api/products.csv", "%s\r\n", "");

        private final String method;
        private final String path;
        private final String rest;
        private final String drop;

        Kind(String method, String path, String rest, String drop) {
            this.method = method;
            this.path = path;
            this.rest = rest;
            this.drop = drop;
        }

        String begin(String authorization) {
            String request = method + " /longhaul" + path + " HTTP/1.1\r\nHost: localhost\r\n"
                    + rest.replace("%s", "Authorization: " + authorization + "\r\n");
            return this == PIPELINE ? request.repeat(16) : request;
        }

        boolean readsNothing() {
            return drop.isEmpty();
        }
    }

    private record Slow(Kind kind, RawClient client) {}

    @Test
    void five_hundred_slow_clients_leave_the_page_and_the_health_check_answering() throws IOException {
        Caller nobody = Caller.nobody(server);
        String authorization = Caller.admin(server).header("Authorization");
        // the first page is compiled, and the password is known
        assertThat(nobody.get("/sign-in").statusCode()).isEqualTo(200);
        assertThat(Caller.admin(server).get("/api/imports").statusCode()).isEqualTo(200);
        try {
            for (int i = 0; i < CLIENTS; i++) {
                Kind kind = Kind.values()[i % Kind.values().length];
                RawClient client = kind.readsNothing()
                        ? RawClient.narrow(server.options().httpPort())
                        : RawClient.plain(server.options().httpPort());
                slow.add(new Slow(kind, client));
                client.send(kind.begin(authorization));
            }
            long end = System.nanoTime() + ATTACK.toNanos();
            while (System.nanoTime() < end) {
                ask(nobody, "/health");
                ask(nobody, "/sign-in");
                drip();
            }
            Percentiles percentiles = Percentiles.of(waits);
            Figures.note(server.options().name() + ", page and health check beside " + CLIENTS + " slow clients: "
                    + percentiles);
            assertThat(percentiles.max()).isLessThan(PATIENCE);
            // where threads read them, only so many wait at once
            assertThat(answers(Kind.SIGN_IN).keySet()).isNotEmpty().isSubsetOf("408", "503");
            assertThat(answers(Kind.CHUNKS).keySet()).isNotEmpty().isSubsetOf("408", "503");
            assertThat(answers(Kind.ANONYMOUS_API)).containsOnlyKeys("401");
            assertThat(answers(Kind.ANONYMOUS_PAGE)).containsOnlyKeys("303");
            assertThat(answers(Kind.UPLOAD).keySet()).contains("408").isSubsetOf("408", "429", "503");
        } finally {
            for (Slow one : slow) {
                one.client().leaveByReset();
            }
        }
    }

    private void ask(Caller nobody, String path) {
        long asked = System.nanoTime();
        assertThat(nobody.get(path).statusCode()).as(path).isEqualTo(200);
        waits.add(Duration.ofNanos(System.nanoTime() - asked));
    }

    /** Each sends its next byte, and takes what was answered meanwhile. */
    private void drip() throws IOException {
        slow.get(0).client().readFor(PAUSE);
        for (Slow one : slow) {
            if (!one.kind().readsNothing()) {
                try {
                    one.client().send(one.kind().drop);
                } catch (SocketException ended) {
                    // it was refused, and what was answered is still there to be read
                }
            }
        }
    }

    /** How often each status was answered; empty for none yet. */
    private Map<String, Long> answers(Kind kind) throws IOException {
        List<String> answers = new ArrayList<>();
        for (Slow one : slow) {
            if (one.kind() == kind) {
                try {
                    for (int i = 0; i < LOOKS && one.client().received().isEmpty(); i++) {
                        one.client().readFor(Duration.ofMillis(100));
                    }
                } catch (SocketException reset) {
                    // what came before it counts
                }
                String received = one.client().received();
                answers.add(received.isEmpty() ? "" : received.substring(9, 12));
            }
        }
        return answers.stream().collect(Collectors.groupingBy(answer -> answer, Collectors.counting()));
    }
}
