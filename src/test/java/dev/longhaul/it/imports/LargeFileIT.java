package dev.longhaul.it.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.GeneratedProducts;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.settings.DataSize;
import dev.longhaul.testing.Figures;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * A large file needs no more memory than a small one. The size is the system property {@code longhaul.it.large-file},
 * small by default.
 */
@OnServers
class LargeFileIT {

    private final ServerUnderTest server;

    LargeFileIT(SharedServer shared) {
        server = shared.ready();
    }

    @Test
    void a_large_file_is_uploaded_and_imported_while_the_heap_stays_flat() throws IOException {
        DataSize size = DataSize.parse(System.getProperty("longhaul.it.large-file", "24MiB"))
                .orElseThrow();
        Path file = Files.createTempFile(Path.of("target"), "large-", ".csv");
        try {
            int records = GeneratedProducts.write(file, "HUGE", size.bytes());
            ImportClient client = ImportClient.ofAdmin(server);
            long heapBefore = server.process().heldHeapBytes();
            Instant start = Instant.now();

            String id = client.accepted(client.upload(file));
            Instant uploaded = Instant.now();
            JsonObject end = client.ended(id);

            report(size, records, start, uploaded, heapBefore);
            assertThat(end.getString("status")).isEqualTo("SUCCEEDED");
            assertThat(end.getJsonObject("counts").getInt("created")).isEqualTo(records);
            assertThat(server.process().heldHeapBytes())
                    .isLessThan(heapBefore + DataSize.ofMebibytes(64).bytes());
        } finally {
            Files.delete(file);
        }
    }

    private void report(DataSize size, int records, Instant start, Instant uploaded, long heapBefore) {
        Duration upload = Duration.between(start, uploaded);
        Duration run = Duration.between(uploaded, Instant.now());
        Figures.note(
                ("%s: %s with %d records: upload %d ms, import %d ms, %d records/s; heap held %d MiB before and %d MiB after,"
                                + " %d MiB resident at most")
                        .formatted(
                                server.options().name(),
                                size,
                                records,
                                upload.toMillis(),
                                run.toMillis(),
                                records * 1000L / Math.max(1, run.toMillis()),
                                heapBefore >> 20,
                                server.process().heldHeapBytes() >> 20,
                                server.process().peakResidentBytes() >> 20));
    }
}
