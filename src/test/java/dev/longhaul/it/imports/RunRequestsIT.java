package dev.longhaul.it.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.longhaul.it.client.GeneratedProducts;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.client.People;
import dev.longhaul.it.server.DatabaseOfServer;
import dev.longhaul.it.server.OnServers;
import dev.longhaul.it.server.SharedServer;
import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.shop.security.Roles;
import dev.longhaul.testing.Figures;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What a program may ask of an import besides starting, watching and cancelling it. */
@OnServers
class RunRequestsIT {

    private final ServerUnderTest server;

    RunRequestsIT(SharedServer shared) {
        server = shared.ready();
    }

    @Test
    void a_cancelled_import_is_resumed_after_its_last_record_and_its_history_tells_so() {
        ImportClient client = ImportClient.ofAdmin(server);
        int records = 40_000;
        String id = client.accepted(client.upload("resume.csv", GeneratedProducts.csv("RESUME", records)));
        client.when(id, document -> document.getInt("processed") > 500);
        client.cancel(id);
        JsonObject cancelled = client.ended(id);
        assertThat(cancelled.getString("status")).isEqualTo("CANCELLED");
        assertThat(cancelled.getInt("processed")).isBetween(1, records - 1);

        HttpResponse<String> resumed = client.send(post(client, id + "/resumption"));

        assertThat(resumed.statusCode()).as(resumed.body()).isEqualTo(202);
        JsonObject end = client.ended(id);
        assertThat(end.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(end.getJsonObject("counts").getInt("created")).isEqualTo(records);
        assertThat(client.send(post(client, id + "/resumption")).statusCode()).isEqualTo(409);
        assertThat(client.send(post(client, id + "/forced-end")).statusCode()).isEqualTo(409);
        assertThat(client.find(id + "/history").getJsonArray("transitions"))
                .extracting(change -> change.asJsonObject().getString("to"))
                .containsExactly("ENQUEUED", "RUNNING", "CANCELLING", "CANCELLED", "ENQUEUED", "RUNNING", "SUCCEEDED");
    }

    @Test
    void an_import_that_waits_for_a_lock_is_cancelled_at_once_and_writes_nothing_after() throws SQLException {
        assumeThat(server.options().database().kind())
                .as("an H2 file cannot be locked from outside")
                .isEqualTo(ServerDatabase.Kind.POSTGRESQL);
        ImportClient client = ImportClient.ofAdmin(server);
        int records = 2_000;
        try (DatabaseOfServer holder = DatabaseOfServer.of(server);
                DatabaseOfServer database = DatabaseOfServer.of(server)) {
            holder.lock("product");
            String id = client.accepted(client.upload("locked.csv", GeneratedProducts.csv("LOCKED", records)));
            Awaitility.await("the import waits for the lock")
                    .atMost(Duration.ofSeconds(20))
                    .until(() ->
                            database.number("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
                                            + " AND wait_event_type = 'Lock'")
                                    == 1);

            long cancelledAt = System.nanoTime();
            client.cancel(id);
            JsonObject end = client.ended(id);

            Duration taken = Duration.ofNanos(System.nanoTime() - cancelledAt);
            Figures.note(String.format(
                    "%s, an import that waits for a lock was cancelled within %d ms",
                    server.options().name(), taken.toMillis()));
            assertThat(taken).isLessThan(Duration.ofSeconds(5));
            assertThat(end.getString("status")).isEqualTo("CANCELLED");
            assertThat(end.getInt("processed")).isZero();
            assertThat(database.number("SELECT COUNT(*) FROM product WHERE handle LIKE 'LOCKED-%'"))
                    .isZero();
        }
    }

    @Test
    void a_post_that_is_repeated_with_its_key_is_the_same_import_and_another_file_with_it_is_refused() {
        ImportClient client = ImportClient.ofAdmin(server);
        String first = client.accepted(client.send(upload(client, "", "key-1", "ONCE")));

        assertThat(client.accepted(client.send(upload(client, "", "key-1", "ONCE"))))
                .isEqualTo(first);
        assertThat(client.send(upload(client, "", "key-1", "OTHER")).statusCode())
                .isEqualTo(422);
        assertThat(client.accepted(client.send(upload(client, "", "key-2", "ONCE"))))
                .isNotEqualTo(first);
    }

    @Test
    void a_second_import_of_a_start_key_is_refused_with_a_link_or_takes_the_place_of_the_first() {
        ImportClient client = ImportClient.ofAdmin(server);
        String key = "&startKey=supplier-a&startPolicy=";
        String active = client.accepted(client.send(upload(client, key + "queue", "key-a", "ACTIVE", 60_000)));

        HttpResponse<String> refused = client.send(upload(client, key + "refuse", "key-b", "REFUSED"));
        String next = client.accepted(client.send(upload(client, key + "supersede", "key-c", "NEXT")));

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(refused.headers().firstValue("Link"))
                .hasValueSatisfying(link ->
                        assertThat(link).contains("/api/imports/" + active).endsWith("rel=\"active\""));
        assertThat(client.ended(active).getString("status")).isEqualTo("CANCELLED");
        assertThat(client.ended(next).getString("status")).isEqualTo("SUCCEEDED");
        assertThat(client.send(upload(client, key + "often", "key-d", "WRONG")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_start_key_of_one_importer_neither_reaches_nor_reveals_the_imports_of_others() {
        People people = new People(server, ".keys");
        ImportClient ina = new ImportClient(server, people.make("ina", Roles.IMPORTER), People.PASSWORD);
        ImportClient inb = new ImportClient(server, people.make("inb", Roles.IMPORTER), People.PASSWORD);
        ImportClient admin = ImportClient.ofAdmin(server);
        String key = "&startKey=supplier-a&startPolicy=";
        List<String> others = List.of(
                admin.accepted(admin.send(upload(admin, key + "queue", "others-a", "OTHERSA", 20_000))),
                ina.accepted(ina.send(upload(ina, key + "queue", "others-b", "OTHERSB", 20_000))));

        HttpResponse<String> refusing = inb.send(upload(inb, key + "refuse", "mine-a", "MINEA"));
        HttpResponse<String> superseding = inb.send(upload(inb, key + "supersede", "mine-b", "MINEB"));

        assertThat(refusing.statusCode()).as("none of inb's own is active").isEqualTo(202);
        assertThat(refusing.headers().firstValue("Link")).isEmpty();
        assertThat(List.of(refusing, superseding))
                .allSatisfy(answer ->
                        assertThat(answer.body()).doesNotContain(others.get(0)).doesNotContain(others.get(1)));
        assertThat(inb.ended(inb.accepted(superseding)).getString("status")).isEqualTo("SUCCEEDED");
        for (String id : others) {
            assertThat(admin.ended(id).getString("status")).isEqualTo("SUCCEEDED");
        }
    }

    @Test
    void an_importer_with_one_small_file_does_not_wait_for_all_files_of_another() {
        People people = new People(server, ".turns");
        ImportClient ina = new ImportClient(server, people.make("ina", Roles.IMPORTER), People.PASSWORD);
        ImportClient inb = new ImportClient(server, people.make("inb", Roles.IMPORTER), People.PASSWORD);
        List<String> flood = new ArrayList<>();
        for (int file = 0; file < 20; file++) {
            flood.add(ina.accepted(ina.send(upload(ina, "", "flood-" + file, "FLOOD" + file, 5_000))));
        }

        String small = inb.accepted(inb.send(upload(inb, "", "small", "SMALL", 2)));

        Instant started = Instant.parse(inb.ended(small).getString("startedAt"));
        Instant enqueued = Instant.parse(inb.find(small).getString("createdAt"));
        long before = flood.stream()
                .map(id -> Instant.parse(ina.ended(id).getString("startedAt")))
                .filter(start -> start.isAfter(enqueued) && start.isBefore(started))
                .count();
        assertThat(before).as("imports that were started although inb waited").isLessThanOrEqualTo(1);
    }

    @Test
    void an_idle_server_begins_an_import_by_the_transaction_that_records_it() {
        ImportClient client = ImportClient.ofAdmin(server);

        // another test's import may still be at work
        Awaitility.await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            String id = client.accepted(client.upload("idle.csv", GeneratedProducts.csv("IDLE", 3)));
            assertThat(client.ended(id).getString("status")).isEqualTo("SUCCEEDED");
            List<JsonObject> changes =
                    client.find(id + "/history").getJsonArray("transitions").getValuesAs(JsonObject.class);
            assertThat(changes)
                    .extracting(change -> change.getString("to"))
                    .containsExactly("ENQUEUED", "RUNNING", "SUCCEEDED");
            assertThat(changes.get(1).getString("at"))
                    .as("the time of one transaction")
                    .isEqualTo(changes.get(0).getString("at"));
        });
    }

    private static HttpRequest upload(ImportClient client, String parameters, String key, String prefix) {
        return upload(client, parameters, key, prefix, 10);
    }

    private static HttpRequest upload(ImportClient client, String parameters, String key, String prefix, int records) {
        return client.request("imports?fileName=keys.csv" + parameters)
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(GeneratedProducts.csv(prefix, records)))
                .build();
    }

    private static HttpRequest post(ImportClient client, String path) {
        return client.request("imports/" + path).POST(BodyPublishers.noBody()).build();
    }
}
