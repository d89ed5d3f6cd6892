package dev.longhaul.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.server.OnEachKind;
import dev.longhaul.launcher.FreePorts;
import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerKind;
import dev.longhaul.launcher.ServerOptions;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.testing.Figures;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A server that is started before its PostgreSQL, as happens after a power cut. */
@OnEachKind(payaraOnDemand = "longhaul.it.payara-late")
class LateDatabaseIT {

    private static final int FIRST_PORT = 18_600;

    private final ServerKind kind;

    LateDatabaseIT(ServerKind kind) {
        this.kind = kind;
    }

    @Test
    void a_server_that_is_started_before_its_database_is_ready_soon_after_that() throws Exception {
        int port = FreePorts.forCluster(FIRST_PORT, 1);
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        ServerDatabase database = ServerDatabase.postgresql(url, "postgres", "");
        ServerUnderTest server =
                kind.server(ServerOptions.of(kind.name().toLowerCase(Locale.ROOT) + "-late", kind.freePort(), database)
                        .withJvmOptions(ServerOptions.SHORT_LIVED));
        server.start();
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> hasSaid(server, "waiting for the database"));
        assertThat(server.isReady()).isFalse();

        try (EmbeddedPostgres late = start(port);
                ServerUnderTest ended = server) {
            Instant up = Instant.now();
            ended.awaitReady();
            Figures.note(ended.options().name() + ": ready "
                    + Duration.between(up, Instant.now()).toMillis() + " ms after its database");
            assertThat(late.getPort()).isEqualTo(port);
        }
    }

    private static EmbeddedPostgres start(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .start();
    }

    private static boolean hasSaid(ServerUnderTest server, String text) throws IOException {
        return Files.exists(server.logFile())
                && Files.readString(server.logFile()).contains(text);
    }
}
