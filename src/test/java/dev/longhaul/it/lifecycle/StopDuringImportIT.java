package dev.longhaul.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.GeneratedProducts;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.server.DatabaseOfServer;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A server that is told to stop in the middle of an import records it, and goes on with it when it starts again. */
@OnServers
class StopDuringImportIT {

    private final ServerUnderTest server;

    StopDuringImportIT(SharedServer shared) {
        server = shared.ready();
    }

    @Test
    void a_terminated_server_records_the_import_as_interrupted_with_the_numbers_of_the_table() throws SQLException {
        ImportClient client = ImportClient.ofAdmin(server);
        String prefix = "STOP";
        int records = 60_000;
        String id = client.accepted(client.upload("stop.csv", GeneratedProducts.csv(prefix, records)));
        client.when(id, document -> document.getInt("processed") > 500);

        server.process().terminate();
        assertThat(server.process().awaitExit(Duration.ofSeconds(45))).isTrue();

        try (DatabaseOfServer database = DatabaseOfServer.of(server)) {
            assertThat(database.text("SELECT status FROM run WHERE id = '" + id + "'"))
                    .isEqualTo("INTERRUPTED");
            JsonObject progress = ImportClient.parse(database.text("SELECT progress FROM run WHERE id = '" + id + "'"));
            int processed = progress.getInt("processed");
            assertThat(processed).isBetween(1, records - 1);
            assertThat(database.number("SELECT COUNT(*) FROM product WHERE handle LIKE '" + prefix + "-%'"))
                    .isEqualTo(processed);
            assertThat(progress.getJsonObject("counts").getInt("created")).isEqualTo(processed);
        }

        server.startAndAwaitReady();
        JsonObject end = client.ended(id);
        assertThat(end.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(end.getJsonObject("counts").getInt("created")).isEqualTo(records);
    }
}
