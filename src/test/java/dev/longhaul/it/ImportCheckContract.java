package dev.longhaul.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.Figures;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Work that a client waits for: the check of a file and the export of the catalogue, to their end and left halfway. The file
 * that is left has {@code longhaul.it.checked-records} records.
 */
interface ImportCheckContract {

    int RECORDS = Integer.getInteger("longhaul.it.checked-records", 150_000);
    Duration NOTICED_WITHIN = Duration.ofSeconds(6);

    ServerUnderTest server();

    @ParameterizedTest
    @ValueSource(strings = {"import-checks", "import-checks/blocking"})
    default void a_check_says_what_an_import_would_do_and_imports_nothing(String path) {
        ImportClient client = ImportClient.ofAdmin(server());
        int before = client.find("?limit=200").getJsonArray("imports").size();

        HttpResponse<String> answer = check(client, path, "sku,name,price\nCHECK-1,Lamp,12.50\nCHECK-2,Chair,cheap\n");
        JsonObject result = ImportClient.json(answer);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(result.getInt("recordCount")).isEqualTo(2);
        assertThat(result.getJsonObject("counts").getInt("created")).isEqualTo(1);
        assertThat(result.getJsonObject("counts").getInt("failed")).isEqualTo(1);
        JsonObject problem = result.getJsonArray("problems").getJsonObject(0);
        assertThat(problem.getInt("line")).isEqualTo(3);
        assertThat(problem.getString("value")).isEqualTo("cheap");
        assertThat(client.get("products/check-1").statusCode()).isEqualTo(404);
        assertThat(client.find("?limit=200").getJsonArray("imports")).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"import-checks", "import-checks/blocking"})
    default void a_file_that_no_import_takes_is_refused_by_its_check(String path) {
        HttpResponse<String> answer = check(ImportClient.ofAdmin(server()), path, "sku,name\nA1,\"Lamp\nA2,Chair\n");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("quote");
    }

    @ParameterizedTest
    @ValueSource(strings = {"import-checks", "import-checks/blocking"})
    default void a_check_whose_client_is_killed_stops_down_to_the_database(String path) throws Exception {
        ImportClient admin = ImportClient.ofAdmin(server());
        byte[] file = GeneratedProducts.csv("LEFT", RECORDS).getBytes(StandardCharsets.US_ASCII);
        long left;
        try (RawClient client = RawClient.plain(server().options().httpPort())) {
            client.send("POST /longhaul/api/" + path
                    + "?fileName=left.csv HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + admin.authorization()
                    + "\r\nContent-Type: text/csv\r\nContent-Length: " + file.length + "\r\n\r\n");
            client.send(file);
            // the first heartbeat says that the file has arrived and is being checked
            client.readUntil("\r\n\r\n");
            client.readUntil(" ");
            client.readFor(Duration.ofMillis(RECORDS >= 1_000_000 ? 2_000 : 100));
            assertThat(client.received()).doesNotContain("recordCount");
            left = client.leaveByReset();
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> liveRequests(admin) == 0 && leftInDatabase() == 0);
        Duration noticed = Duration.ofNanos(System.nanoTime() - left);
        double[] cores = {0};
        Awaitility.await("the server has nothing to do")
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    cores[0] = server().process().coresUsedFor(Duration.ofSeconds(1));
                    return cores[0] < 0.6;
                });

        Figures.note(String.format(
                "%s, %s of %d records, client killed: request, statement and upload gone after %d ms; then %.2f cores",
                server().options().name(), path, RECORDS, noticed.toMillis(), cores[0]));
        assertThat(noticed).isLessThan(NOTICED_WITHIN);
    }

    @Test
    default void the_catalogue_is_exported_whole_and_in_a_form_that_changes_nothing() {
        ImportClient client = ImportClient.ofAdmin(server());
        client.ended(client.accepted(
                client.upload("export.csv", "handle,sku,name,price\nexport-lamp,EXPORT-1,Lamp,12.50\n")));

        HttpResponse<String> answer = client.get("products.csv");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(answer.body().lines())
                .anyMatch(line -> line.startsWith("export-lamp,Lamp,") && line.endsWith(",EUR"));
        List<String> own = answer.body()
                .lines()
                .filter(line -> line.startsWith("handle,") || line.startsWith("export-lamp,"))
                .toList();
        JsonObject again = ImportClient.json(check(client, "import-checks", String.join("\n", own) + "\n"));
        assertThat(again.getJsonObject("counts").getInt("unchanged")).isEqualTo(1);
    }

    @Test
    default void an_export_stops_when_its_reader_leaves() throws Exception {
        ImportClient admin = ImportClient.ofAdmin(server());
        admin.ended(admin.accepted(admin.upload("many.csv", GeneratedProducts.wideCsv("EXPORTED", 9_000))));
        long left;
        try (RawClient client = RawClient.plain(server().options().httpPort())) {
            client.send("GET /longhaul/api/products.csv HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
                    + admin.authorization() + "\r\n\r\n");
            client.readUntil("currency");
            assertThat(liveRequests(admin)).isEqualTo(1);
            left = client.leaveByReset();
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> liveRequests(admin) == 0);
        Figures.note(server().options().name() + ", export whose reader left: over after "
                + Duration.ofNanos(System.nanoTime() - left).toMillis() + " ms");
    }

    @Test
    default void the_server_says_which_detectors_are_active_and_their_worst_case() {
        JsonObject report = ImportClient.json(ImportClient.ofAdmin(server()).get("request-tokens"));

        assertThat(report.getJsonArray("protocols")).hasSize(2);
        JsonObject http2 = report.getJsonArray("protocols").getJsonObject(1);
        assertThat(http2.getString("name")).isEqualTo("HTTP/2");
        assertThat(http2.getJsonArray("detectors").getValuesAs(JsonObject.class))
                .anySatisfy(detector -> {
                    assertThat(detector.getBoolean("active")).isTrue();
                    assertThat(detector.getJsonArray("notices").toString()).contains("stream reset");
                    assertThat(detector.getInt("worstCaseMillis")).isLessThanOrEqualTo(300);
                });
    }

    private static HttpResponse<String> check(ImportClient client, String path, String file) {
        return client.send(client.request(path + "?fileName=check.csv")
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(file))
                .build());
    }

    private static int liveRequests(ImportClient client) {
        return ImportClient.json(client.get("request-tokens")).getInt("liveRequests");
    }

    /** Uploads of no import, and statements of the application that run; an H2 file cannot be looked into from outside. */
    private long leftInDatabase() throws SQLException {
        if (server().options().database().kind() == ServerDatabase.Kind.H2) {
            return 0;
        }
        try (DatabaseOfServer database = DatabaseOfServer.of(server())) {
            return database.number("SELECT COUNT(*) FROM upload WHERE run_id IS NULL")
                    + database.number("SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'active'"
                            + " AND datname = current_database() AND pid <> pg_backend_pid()"
                            + " AND query LIKE '%product%'");
        }
    }
}
