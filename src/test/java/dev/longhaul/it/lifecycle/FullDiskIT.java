package dev.longhaul.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.Caller;
import dev.longhaul.it.client.GeneratedProducts;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.client.People;
import dev.longhaul.it.server.OnEachKind;
import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerKind;
import dev.longhaul.launcher.ServerOptions;
import dev.longhaul.launcher.ServerUnderTest;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A server whose H2 file is on a disk that fills up, and then is enlarged. */
@OnEachKind(payaraOnDemand = "longhaul.it.payara-full-disk")
class FullDiskIT {

    private static final int MEBIBYTES = 100;
    private static final int FILE_MEBIBYTES = 16;
    private static final int MOST_UPLOADS = MEBIBYTES / FILE_MEBIBYTES;

    private final ServerKind kind;

    FullDiskIT(ServerKind kind) {
        this.kind = kind;
    }

    @Test
    void a_full_disk_refuses_uploads_and_loses_nothing_and_all_works_again_when_there_is_space() throws Exception {
        try (SmallDisk disk = SmallDisk.ofMebibytes(MEBIBYTES);
                ServerUnderTest server = kind.server(ServerOptions.of(
                                kind.name().toLowerCase(Locale.ROOT) + "-full-disk",
                                kind.freePort(),
                                ServerDatabase.h2())
                        .withDataDirectory(disk.directory()))) {
            server.startAndAwaitReady();
            ImportClient client = ImportClient.ofAdmin(server);
            String viewer = new People(server, ".full-disk").viewer();
            Path file = Files.createTempFile("longhaul-", ".csv");
            int records = GeneratedProducts.write(file, "FULL", FILE_MEBIBYTES << 20);

            List<String> accepted = new ArrayList<>();
            HttpResponse<String> refused = uploadUntilRefused(client, file, accepted);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(507);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.body()).contains("no space left");
            assertThat(accepted).isNotEmpty();
            Caller nobody = Caller.nobody(server);
            assertThat(nobody.get("/health").statusCode()).isEqualTo(503);
            assertThat(nobody.get("/health").body()).isEqualTo("DOWN: the database has no space left");
            assertThat(client.get("imports").body())
                    .as("nothing of the refused file is kept")
                    .satisfies(
                            list -> assertThat(list.split("\"fileName\"", -1)).hasSize(accepted.size() + 1));
            Caller reader = nobody.signedIn(viewer, People.PASSWORD);

            disk.fill();
            HttpResponse<String> signIn = nobody.signIn(viewer, People.PASSWORD, "");
            assertThat(signIn.statusCode()).as("a sign-in needs a write").isIn(303, 503);
            if (signIn.statusCode() == 503) {
                assertThat(signIn.headers().firstValue("Retry-After")).isPresent();
            }
            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                            reader.get("/imports").statusCode())
                    .isEqualTo(200));
            for (String path : List.of("/imports", "/api/imports", "/imports/" + accepted.get(0), "/sign-in")) {
                assertThat(reader.get(path).statusCode()).as(path).isIn(200, 303, 503);
            }
            assertThat(client.upload(file).statusCode()).isEqualTo(507);
            assertThat(nobody.get("/health").statusCode()).isEqualTo(503);

            disk.enlargeTo(1000);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(server::isReady);
            nobody.signedIn(viewer, People.PASSWORD);
            for (String id : accepted) {
                JsonObject end = client.ended(id);
                assertThat(end.getString("status")).isEqualTo("SUCCEEDED");
                assertThat(end.getInt("processed")).isEqualTo(records);
            }
            JsonObject next =
                    client.ended(client.accepted(client.upload("next.csv", GeneratedProducts.csv("NEXT", 3))));
            assertThat(next.getString("status")).isEqualTo("SUCCEEDED");
            Files.delete(file);
        }
    }

    private static HttpResponse<String> uploadUntilRefused(ImportClient client, Path file, List<String> accepted) {
        HttpResponse<String> answer = client.upload(file);
        while (answer.statusCode() == 202 && accepted.size() < MOST_UPLOADS) {
            accepted.add(client.accepted(answer));
            answer = client.upload(file);
        }
        return answer;
    }
}
