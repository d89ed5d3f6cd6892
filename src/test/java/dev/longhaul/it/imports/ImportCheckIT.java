package dev.longhaul.it.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhaul.it.client.GeneratedProducts;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.client.RawClient;
import dev.longhaul.it.server.DatabaseOfServer;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.testing.Figures;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Work that a client waits for: the check of a file and the export of the catalogue, to their end and left halfway. The
 * file that is left has {@code longhaul.it.checked-records} records.
 */
@OnServers
class ImportCheckIT {

    private static final int RECORDS = Integer.getInteger("longhaul.it.checked-records", 400_000);
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(6);
    private static final String ACTIVE =
            "SELECT COUNT(*) FROM pg_stat_activity WHERE state = 'active' AND datname = current_database()"
                    + " AND pid <> pg_backend_pid() AND query LIKE '%product%'";

    private final ServerUnderTest server;

    ImportCheckIT(SharedServer shared) {
        server = shared.ready();
    }

    @ParameterizedTest
    @ValueSource(strings = {"import-checks", "import-checks/blocking"})
    void a_check_says_what_an_import_would_do_and_imports_nothing(String path) {
        ImportClient client = ImportClient.ofAdmin(server);
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
    void a_file_that_no_import_takes_is_refused_by_its_check(String path) {
        HttpResponse<String> answer = check(ImportClient.ofAdmin(server), path, "sku,name\nA1,\"Lamp\nA2,Chair\n");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("quote");
    }

    @ParameterizedTest
    @ValueSource(strings = {"import-checks", "import-checks/blocking"})
    void a_check_whose_client_is_killed_stops_down_to_the_database(String path) throws Exception {
        ImportClient admin = ImportClient.ofAdmin(server);
        long left;
        try (RawClient client = checking(admin, path, RECORDS)) {
            client.readFor(Duration.ofMillis(RECORDS >= 1_000_000 ? 2_000 : 0));
            assertThat(client.received()).doesNotContain("recordCount");
            left = client.leaveByReset();
        }

        Duration noticed = awaitNothingLeft(admin, left);
        double[] cores = {0};
        Awaitility.await("the server has nothing to do")
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    cores[0] = server.process().coresUsedFor(Duration.ofSeconds(1));
                    return cores[0] < 0.6;
                });
        Figures.note(String.format(
                "%s, %s of %d records, client killed: request, statement and upload gone after %d ms; then %.2f cores",
                server.options().name(), path, RECORDS, noticed.toMillis(), cores[0]));
        assertThat(noticed).isLessThan(NOTICED_WITHIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"import-checks", "import-checks/blocking"})
    void a_statement_that_waits_in_the_database_ends_with_its_client(String path) throws Exception {
        assumeThat(server.options().database().kind())
                .as("an H2 file cannot be locked from outside")
                .isEqualTo(ServerDatabase.Kind.POSTGRESQL);
        ImportClient admin = ImportClient.ofAdmin(server);
        try (DatabaseOfServer holder = DatabaseOfServer.of(server)) {
            holder.lockAgainstReading("product_variant");
            long left;
            try (RawClient client = checking(admin, path, 1_000);
                    DatabaseOfServer database = DatabaseOfServer.of(server)) {
                Awaitility.await("the check waits for the lock")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> database.number(ACTIVE + " AND wait_event_type = 'Lock'") == 1);
                left = client.leaveByReset();
            }
            Duration noticed = awaitNothingLeft(admin, left);
            Figures.note(String.format(
                    "%s, %s that waits for a lock, client killed: request, statement and upload gone after %d ms",
                    server.options().name(), path, noticed.toMillis()));
            assertThat(noticed).isLessThan(NOTICED_WITHIN);
        }
    }

    @Test
    void the_catalogue_is_exported_whole_and_in_a_form_that_changes_nothing() {
        ImportClient client = ImportClient.ofAdmin(server);
        client.ended(client.accepted(
                client.upload("export.csv", "handle,sku,name,price\nexport-lamp,EXPORT-1,Lamp,12.50\n")));

        HttpResponse<Stream<String>> answer = client.lines("products.csv");

        List<String> own;
        try (Stream<String> lines = answer.body()) {
            own = lines.filter(line -> line.startsWith("handle,") || line.startsWith("export-lamp,"))
                    .toList();
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(own).anyMatch(line -> line.startsWith("export-lamp,Lamp,") && line.endsWith(",EUR"));
        JsonObject again = ImportClient.json(check(client, "import-checks", String.join("\n", own) + "\n"));
        assertThat(again.getJsonObject("counts").getInt("unchanged")).isEqualTo(1);
    }

    @Test
    void an_export_stops_when_its_reader_leaves() throws Exception {
        ImportClient admin = ImportClient.ofAdmin(server);
        admin.ended(admin.accepted(admin.upload("many.csv", GeneratedProducts.wideCsv("EXPORTED", 9_000))));
        long left;
        try (RawClient client = RawClient.plain(server.options().httpPort())) {
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
        Figures.note(server.options().name() + ", export whose reader left: over after "
                + Duration.ofNanos(System.nanoTime() - left).toMillis() + " ms");
    }

    @Test
    void the_server_says_which_detectors_are_active_and_their_worst_case() {
        JsonObject report = ImportClient.json(ImportClient.ofAdmin(server).get("request-tokens"));

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

    /** A client whose file has arrived and is being checked, as the first heartbeat says. */
    private RawClient checking(ImportClient as, String path, int records) throws IOException {
        byte[] file = GeneratedProducts.csv("LEFT", records).getBytes(StandardCharsets.US_ASCII);
        RawClient client = RawClient.plain(server.options().httpPort());
        client.send("POST /longhaul/api/" + path
                + "?fileName=left.csv HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + as.authorization()
                + "\r\nContent-Type: text/csv\r\nContent-Length: " + file.length + "\r\n\r\n");
        client.send(file);
        client.readUntil("\r\n\r\n");
        client.readUntil(" ");
        return client;
    }

    /** How long after {@code left} the request, its statement and its upload are gone. */
    private Duration awaitNothingLeft(ImportClient client, long left) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> liveRequests(client) == 0 && leftInDatabase() == 0);
        return Duration.ofNanos(System.nanoTime() - left);
    }

    /**
     * Uploads of no import, and statements of the application that run; an H2 file cannot be looked into from outside.
     */
    private long leftInDatabase() throws SQLException {
        if (server.options().database().kind() == ServerDatabase.Kind.H2) {
            return 0;
        }
        try (DatabaseOfServer database = DatabaseOfServer.of(server)) {
            return database.number("SELECT COUNT(*) FROM upload WHERE run_id IS NULL") + database.number(ACTIVE);
        }
    }
}
