package dev.longhaul.it.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.testing.Figures;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files of four shops, each with its exact outcome, and each changing nothing the second time. */
@OnServers
class ProductFilesIT {

    private final ServerUnderTest server;

    ProductFilesIT(SharedServer shared) {
        server = shared.ready();
    }

    @ParameterizedTest
    @CsvSource({
        "shopify-sample.csv,    21,    21,  0, 20,    21",
        "shopware-products.csv, 60,    60,  0, 59,    59",
        "spree-products.csv,    211,   124, 87, 37,    87",
        "inventory-26k.csv,     26137, 26137, 0, 26137, 26137"
    })
    void a_real_file_has_its_exact_outcome_and_changes_nothing_the_second_time(
            String name, int records, int created, int updated, int products, int variants) {
        Path file = Path.of("..", "shared", "data", name);
        assumeThat(Files.exists(file))
                .as("the real product files beside the project")
                .isTrue();
        ImportClient client = ImportClient.ofAdmin(server);

        JsonObject first = client.ended(client.accepted(client.upload(file)));
        JsonObject second = client.ended(client.accepted(client.upload(file)));

        report(name, first, "first");
        report(name, second, "second");
        assertThat(outcome(first)).isEqualTo(expected(records, created, updated, 0, products, variants));
        assertThat(outcome(second)).isEqualTo(expected(records, 0, 0, records, products, variants));
    }

    /** From the claim to the end, by the database's clock. */
    private void report(String name, JsonObject end, String which) {
        Duration run =
                Duration.between(Instant.parse(end.getString("startedAt")), Instant.parse(end.getString("finishedAt")));
        Figures.note("%s: %s, %s import: %d records in %d ms, %d records/s"
                .formatted(
                        server.options().name(),
                        name,
                        which,
                        end.getInt("processed"),
                        run.toMillis(),
                        end.getInt("processed") * 1000L / Math.max(1, run.toMillis())));
    }

    private static String expected(int processed, int created, int updated, int unchanged, int products, int variants) {
        return "SUCCEEDED " + processed + " of " + processed + ": created " + created + ", updated " + updated
                + ", unchanged " + unchanged + ", failed 0, products " + products + ", variants " + variants;
    }

    private static String outcome(JsonObject document) {
        JsonObject counts = document.getJsonObject("counts");
        return document.getString("status") + " " + document.getInt("processed") + " of " + document.getInt("total")
                + ": created " + counts.getInt("created") + ", updated " + counts.getInt("updated") + ", unchanged "
                + counts.getInt("unchanged") + ", failed " + counts.getInt("failed") + ", products "
                + counts.getInt("products") + ", variants " + counts.getInt("variants");
    }
}
