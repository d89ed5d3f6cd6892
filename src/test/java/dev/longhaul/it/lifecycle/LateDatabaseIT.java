package dev.longhaul.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.Caller;
import dev.longhaul.it.client.People;
import dev.longhaul.it.server.OnEachKind;
import dev.longhaul.launcher.FreePorts;
import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerKind;
import dev.longhaul.launcher.ServerOptions;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.testing.Figures;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is started before its PostgreSQL, as happens after a power cut, and one that loses it later. */
@OnEachKind(payaraOnDemand = "longhaul.it.payara-late")
class LateDatabaseIT {

    private static final int FIRST_PORT = 18_600;
    private static final int BURST = 60;

    private final ServerKind kind;

    LateDatabaseIT(ServerKind kind) {
        this.kind = kind;
    }

    @Test
    void a_server_waits_for_its_database_at_the_start_and_answers_503_while_it_is_away_later(@TempDir Path data)
            throws Exception {
        int port = FreePorts.forCluster(FIRST_PORT, 1);
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        ServerDatabase database = ServerDatabase.postgresql(url, "postgres", "");
        ServerUnderTest server =
                kind.server(ServerOptions.of(kind.name().toLowerCase(Locale.ROOT) + "-late", kind.freePort(), database)
                        .withJvmOptions(ServerOptions.SHORT_LIVED));
        server.start();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> hasSaid(server, "waiting for the database"));
        assertThat(server.isReady()).isFalse();

        try (ServerUnderTest ended = server) {
            Caller admin;
            Caller reader;
            try (EmbeddedPostgres late = start(port, data)) {
                Instant up = Instant.now();
                ended.awaitReady();
                Figures.note(ended.options().name() + ": ready "
                        + Duration.between(up, Instant.now()).toMillis() + " ms after its database");
                assertThat(late.getPort()).isEqualTo(port);
                admin = Caller.admin(ended);
                String viewer = new People(ended, ".late").viewer();
                reader = Caller.nobody(ended).signedIn(viewer, People.PASSWORD);
                assertThat(reader.get("/imports").statusCode()).isEqualTo(200);
            }
            assertAway(ended, admin, reader);
            try (EmbeddedPostgres again = start(port, data)) {
                Instant up = Instant.now();
                Awaitility.await().atMost(Duration.ofSeconds(30)).until(ended::isReady);
                Figures.note(ended.options().name() + ": ready "
                        + Duration.between(up, Instant.now()).toMillis() + " ms after its database is back");
                assertThat(again.getPort()).isEqualTo(port);
                assertThat(reader.get("/imports").statusCode()).isEqualTo(200);
                assertThat(admin.get("/api/imports").statusCode()).isEqualTo(200);
            }
        }
    }

    /** Each request at once, and none waits for the pool until others have no thread. */
    private static void assertAway(ServerUnderTest server, Caller admin, Caller reader) throws Exception {
        Caller nobody = Caller.nobody(server);
        ExecutorService threads = Executors.newFixedThreadPool(BURST);
        try {
            Instant begin = Instant.now();
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int call = 0; call < BURST; call++) {
                int number = call;
                answers.add(threads.submit(() -> switch (number % 4) {
                    case 0 -> reader.get("/imports");
                    case 1 -> admin.get("/api/imports");
                    case 2 -> admin.send("POST", "/api/imports?fileName=a.csv", "text/csv", "sku\n1\n");
                    default -> reader.get("/api/products");
                }));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                HttpResponse<String> got = answer.get(60, TimeUnit.SECONDS);
                assertThat(got.statusCode()).as(got.uri() + " " + got.body()).isEqualTo(503);
                assertThat(got.headers().firstValue("Retry-After")).isPresent();
            }
            Duration took = Duration.between(begin, Instant.now());
            Figures.note(server.options().name() + ": " + BURST + " requests without a database were answered in "
                    + took.toMillis() + " ms");
            assertThat(took).isLessThan(Duration.ofSeconds(20));
        } finally {
            threads.shutdownNow();
        }
        assertThat(nobody.get("/health").statusCode()).isEqualTo(503);
        assertThat(nobody.get("/health").body()).isEqualTo("DOWN: the database does not answer");
        assertThat(nobody.signIn("admin", "a wrong password", "").statusCode()).isEqualTo(503);
    }

    private static EmbeddedPostgres start(int port, Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data.resolve("postgresql"))
                .setCleanDataDirectory(false)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
    }

    private static boolean hasSaid(ServerUnderTest server, String text) throws IOException {
        return Files.exists(server.logFile())
                && Files.readString(server.logFile()).contains(text);
    }
}
