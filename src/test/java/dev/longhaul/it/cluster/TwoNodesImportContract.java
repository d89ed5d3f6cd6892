package dev.longhaul.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.Caller;
import dev.longhaul.it.client.GeneratedProducts;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.client.ImportNews;
import dev.longhaul.it.server.DatabaseOfServer;
import dev.longhaul.it.server.Percentiles;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.launcher.TwoNodes;
import dev.longhaul.testing.Figures;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two servers, one database: what one does is seen and stopped on the other. */
interface TwoNodesImportContract {

    TwoNodes nodes();

    @Test
    default void whoever_signs_in_on_one_node_is_signed_in_on_the_other_and_may_post_there() throws SQLException {
        Caller onA = Caller.adminSignedIn(nodes().a());
        Caller onB = onA.at(nodes().b());
        String id = longImport("SIGN");
        String tokenOfA;
        try (DatabaseOfServer held = DatabaseOfServer.of(nodes().a())) {
            held.lock("product");
            awaitStandstill(id);
            tokenOfA = cancelOnB(onA, onB, id);
        }
        assertThat(clientOfA().ended(id).getString("status")).isEqualTo("CANCELLED");

        onB.post("/sign-out", Caller.FORM, Caller.form(Map.of("forgery-token", tokenOfA)));
        assertThat(onA.get("/imports").statusCode())
                .as("signed out on the other node")
                .isNotEqualTo(200);
    }

    private static String cancelOnB(Caller onA, Caller onB, String id) {
        assertThat(onB.get("/imports").body()).contains("admin", "SIGN.csv");
        String cancellation = "/imports/" + id + "/cancellation";
        assertThat(onB.post(cancellation, Caller.FORM, Caller.form(Map.of())).statusCode())
                .as("without the token of a page")
                .isEqualTo(403);
        String tokenOfA = onA.forgeryTokenIn("/imports/" + id);
        assertThat(onB.forgeryTokenIn("/imports/" + id)).isEqualTo(tokenOfA);
        assertThat(onB.post(cancellation, Caller.FORM, Caller.form(Map.of("forgery-token", tokenOfA)))
                        .statusCode())
                .isEqualTo(303);
        return tokenOfA;
    }

    @Test
    default void an_import_on_one_node_is_watched_on_the_other_and_ends_with_the_same_result_and_rejects() {
        String rows = GeneratedProducts.csv("SEEN", 40_000) + "SEEN-X,Chair,cheap,1,\n,Nameless,1.00,1,\n";
        String id = clientOfA().accepted(clientOfA().upload("seen.csv", rows));

        List<Integer> seenOnB = new ArrayList<>();
        JsonObject end = clientOfB().when(id, document -> {
            if (document.getString("status").equals("RUNNING")) {
                assertThat(document.getString("node")).isEqualTo("node-1");
                assertThat(document.getBoolean("ownerLost")).isFalse();
                seenOnB.add(document.getInt("processed"));
            }
            return false;
        });

        assertThat(seenOnB).isSorted();
        assertThat(seenOnB.stream().distinct().filter(count -> count > 0 && count < 40_002))
                .as("numbers between the start and the end")
                .hasSizeGreaterThan(3);
        assertThat(end).isEqualTo(clientOfA().find(id));
        assertThat(end.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(end.getJsonObject("counts").getInt("failed")).isEqualTo(2);
        assertThat(clientOfB().rejects(id).body())
                .contains("SEEN-X", "cheap", "Nameless")
                .isEqualTo(clientOfA().rejects(id).body());
        assertThat(Caller.adminSignedIn(nodes().b()).get("/imports/" + id).body())
                .contains("seen.csv", "40,002", "cheap", "node-1");
    }

    @Test
    default void a_cancel_given_on_the_other_node_stops_it_and_both_tell_who_where_when_and_how_far()
            throws SQLException {
        String id = longImport("STOP");
        HttpResponse<String> answer;
        JsonObject end;
        try (DatabaseOfServer held = DatabaseOfServer.of(nodes().a())) {
            held.lock("product");
            awaitStandstill(id);
            answer = clientOfB().cancel(id);

            // while the work is in a statement that waits
            end = clientOfA().ended(id);
        }

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(end.getString("status")).isEqualTo("CANCELLED");
        assertThat(end.getInt("processed")).isLessThan(end.getInt("total"));
        assertThat(clientOfB().find(id)).isEqualTo(end);
        JsonObject receipt = end.getJsonObject("cancellation");
        assertThat(receipt.getString("stage")).isEqualTo("ENDED");
        assertThat(receipt.getString("requestedBy")).isEqualTo("admin");
        assertThat(receipt.getString("node")).isEqualTo("node-2");
        assertThat(Stream.of("requestedAt", "deliveredAt", "observedAt", "endedAt")
                        .map(stage -> Instant.parse(receipt.getString(stage))))
                .isSorted();
        for (ServerUnderTest node : nodes().all()) {
            assertThat(Caller.adminSignedIn(node).get("/imports/" + id).body())
                    .contains("admin on node-2", "Delivered", "Acknowledged");
        }
    }

    @Test
    default void watchers_on_both_nodes_are_told_the_same_numbers() {
        String id = clientOfA().accepted(clientOfA().upload("watched.csv", GeneratedProducts.csv("WATCH", 30_000)));
        ImportNews onA = clientOfA().follow(id, "");
        ImportNews onB = clientOfB().follow(id, "");

        onA.awaitEnd(Duration.ofMinutes(1));
        onB.awaitEnd(Duration.ofMinutes(1));

        for (ImportNews news : List.of(onA, onB)) {
            assertThat(news.told().stream().map(event -> event.getInt("processed")))
                    .isSorted()
                    .hasSizeGreaterThan(2);
        }
        assertThat(onB.last().getString("status")).isEqualTo("SUCCEEDED");
        assertThat(onB.last().getJsonObject("counts"))
                .isEqualTo(onA.last().getJsonObject("counts"))
                .isEqualTo(clientOfA().find(id).getJsonObject("counts"));
        assertThat(onB.lastId()).isEqualTo(onA.lastId());
    }

    @Test
    default void a_watcher_that_changes_the_node_goes_on_where_it_was_and_is_told_one_end() {
        String id = longImport("RESUME");
        ImportNews onA = clientOfA().follow(id, "");
        Awaitility.await().until(() -> onA.told().size() > 1);
        JsonObject known = onA.last();

        ImportNews onB = clientOfB().follow(id, known.getString("version"));
        Awaitility.await().until(() -> !onB.told().isEmpty());
        clientOfB().cancel(id);
        onB.awaitEnd(Duration.ofMinutes(1));

        assertThat(onB.told().stream().map(event -> event.getInt("processed")))
                .isSorted()
                .allMatch(processed -> processed >= known.getInt("processed"));
        assertThat(onB.told().stream().map(event -> event.getString("status")).filter("CANCELLED"::equals))
                .hasSize(1);
        assertThat(onB.last().getJsonObject("cancellation").getString("stage")).isEqualTo("ENDED");
    }

    /** How often is the system property {@code longhaul.it.cancels}. */
    @Test
    default void a_cancel_reaches_the_token_on_the_other_node_at_once() {
        int times = Integer.getInteger("longhaul.it.cancels", 10);
        String file = GeneratedProducts.csv("DELAY", 60_000);
        List<Duration> answered = new ArrayList<>();
        List<Duration> delivered = new ArrayList<>();
        List<Duration> afterSending = new ArrayList<>();
        List<Duration> observed = new ArrayList<>();
        List<Duration> ended = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            String id = clientOfA().accepted(clientOfA().upload("delay.csv", file));
            clientOfA().when(id, document -> document.getString("status").equals("RUNNING"));
            Instant sent = Instant.now();
            assertThat(clientOfB().cancel(id).statusCode()).isEqualTo(202);
            answered.add(Duration.between(sent, Instant.now()));
            JsonObject receipt = clientOfB().ended(id).getJsonObject("cancellation");
            Instant requested = Instant.parse(receipt.getString("requestedAt"));
            Instant token = Instant.parse(receipt.getString("deliveredAt"));
            delivered.add(Duration.between(requested, token));
            afterSending.add(Duration.between(sent, token));
            if (receipt.containsKey("observedAt")) { // otherwise it was done before it looked again
                observed.add(Duration.between(requested, Instant.parse(receipt.getString("observedAt"))));
            }
            ended.add(Duration.between(requested, Instant.parse(receipt.getString("endedAt"))));
        }
        Figures.note(
                ("%s: cancel on node-2 of an import on node-1, from the accepted request (the start of its transaction)"
                                + " to the token: %s; to the first look: %s; to the end: %s. From the sending of the request to the"
                                + " token: %s; to the answer: %s")
                        .formatted(
                                nodes().a().options().name(),
                                Percentiles.of(delivered),
                                Percentiles.of(observed),
                                Percentiles.of(ended),
                                Percentiles.of(afterSending),
                                Percentiles.of(answered)));
        assertThat(Percentiles.of(delivered).at(50)).isLessThan(Duration.ofMillis(250));
    }

    /** A file that takes long enough to be stopped in the middle, accepted on the first node and begun there. */
    private String longImport(String prefix) {
        String id = clientOfA().accepted(clientOfA().upload(prefix + ".csv", GeneratedProducts.csv(prefix, 60_000)));
        when(clientOfA(), id, document -> document.getInt("processed") > 0);
        return id;
    }

    /** Waits until the import is in a statement that the lock holds up, and both nodes say so. */
    private void awaitStandstill(String id) throws SQLException {
        // not the connection that holds the lock: what others do is seen once in a transaction and then no more
        try (DatabaseOfServer look = DatabaseOfServer.of(nodes().a())) {
            Awaitility.await()
                    .until(() -> look.number("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                    + " AND datname = current_database()")
                            > 0);
        }
        Awaitility.await().until(() -> clientOfA()
                .find(id)
                .getString("version")
                .equals(clientOfB().find(id).getString("version")));
    }

    private static JsonObject when(ImportClient client, String id, Predicate<JsonObject> condition) {
        JsonObject seen = client.when(id, condition);
        assertThat(condition.test(seen)).as(seen.toString()).isTrue();
        return seen;
    }

    private ImportClient clientOfA() {
        return ImportClient.ofAdmin(nodes().a());
    }

    private ImportClient clientOfB() {
        return ImportClient.ofAdmin(nodes().b());
    }
}
