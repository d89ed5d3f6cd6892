package dev.longhaul.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.it.client.GeneratedProducts;
import dev.longhaul.it.client.ImportClient;
import dev.longhaul.it.server.DatabaseOfServer;
import dev.longhaul.it.server.Percentiles;
import dev.longhaul.launcher.ServerUnderTest;
import dev.longhaul.launcher.TwoNodes;
import dev.longhaul.testing.Figures;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two servers, one database: what the one that is left says and does when the other is killed or stands still. */
interface TwoNodesFaultContract {

    /**
     * A closed connection is seen at once and doubted for one or two times 0.5 s; the rest is room for a busy machine.
     */
    Duration FAILURE_DETECTION = Duration.ofMillis(2_500);

    /** Nothing hangs: no answer waits for the node that is gone. */
    Duration ANSWER = Duration.ofSeconds(5);

    TwoNodes nodes();

    @Test
    default void an_import_whose_owner_is_killed_goes_on_on_the_other_node_to_the_last_record() throws SQLException {
        int records = 40_000;
        String id = running("KILLA", records);
        Instant killed = Instant.now();
        nodes().a().process().killAndAwait();

        List<Duration> answers = new ArrayList<>();
        Duration takenOver = until(killed, () -> {
            Instant asked = Instant.now();
            JsonObject seen = onB().find(id);
            answers.add(Duration.between(asked, Instant.now()));
            return seen.getString("node").equals("node-2");
        });
        JsonObject end = onB().ended(id);
        report("node-1 killed: node-2 owns the import after " + takenOver.toMillis() + " ms", answers);

        assertThat(takenOver).isLessThan(FAILURE_DETECTION.plusMillis(3_500));
        assertThat(Percentiles.of(answers).max()).isLessThan(ANSWER);
        assertThat(end.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(end.getBoolean("ownerLost")).isFalse();
        assertThat(end.getJsonObject("counts").getInt("created")).isEqualTo(records);
        try (DatabaseOfServer database = DatabaseOfServer.of(nodes().b())) {
            assertThat(database.number("SELECT COUNT(*) FROM product WHERE handle LIKE 'KILLA-%'"))
                    .isEqualTo(records);
            assertThat(database.number("SELECT epoch FROM run WHERE id = '" + id + "'"))
                    .isEqualTo(2);
        }
        nodes().a().startAndAwaitReady();
        nodes().awaitJoined();
        assertThatBothShowTheSameList();
    }

    @Test
    default void an_import_whose_server_is_stopped_goes_on_on_the_other_node_and_no_attempt_is_spent()
            throws SQLException {
        int records = 40_000;
        String id = running("TERM", records);
        nodes().a().process().terminate();
        assertThat(onB().ended(id).getString("status")).isEqualTo("SUCCEEDED");

        try (DatabaseOfServer database = DatabaseOfServer.of(nodes().b())) {
            assertThat(database.number("SELECT COUNT(*) FROM product WHERE handle LIKE 'TERM-%'"))
                    .isEqualTo(records);
            assertThat(database.text("SELECT node FROM run WHERE id = '" + id + "'"))
                    .isEqualTo("node-2");
            assertThat(database.number("SELECT owner_deaths FROM run WHERE id = '" + id + "'"))
                    .isZero();
            String between = "SELECT EXTRACT(EPOCH FROM (b.changed_at - a.changed_at)) * 1000 FROM run_transition a,"
                    + " run_transition b WHERE a.run_id = b.run_id AND a.to_status = 'INTERRUPTED' AND b.to_status ="
                    + " 'RUNNING' AND b.epoch = 2 AND a.run_id = '";
            Figures.note(nodes().a().options().name() + ": node-1 told to stop: from its release to node-2: "
                    + database.number(between + id + "'") + " ms");
        }
        assertThat(nodes().a().process().awaitExit(Duration.ofSeconds(45))).isTrue();
        nodes().a().startAndAwaitReady();
        nodes().awaitJoined();
    }

    /** How long it stands still is the system property {@code longhaul.it.zombie}, in seconds; more than the lease. */
    @Test
    default void an_owner_that_stands_still_loses_its_import_and_writes_nothing_when_it_wakes() throws Exception {
        int records = 40_000;
        String id = running("ZOMBIE", records);
        Instant frozen = Instant.now();
        nodes().a().process().freeze();
        try {
            Duration takenOver =
                    until(frozen, () -> onB().find(id).getString("node").equals("node-2"));
            Figures.note("%s: node-1 stands still: node-2 owns the import after %d ms"
                    .formatted(nodes().a().options().name(), takenOver.toMillis()));
            assertThat(takenOver).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(16));
            until(
                    frozen,
                    () -> Duration.between(frozen, Instant.now()).toSeconds()
                            >= Integer.getInteger("longhaul.it.zombie", 11));
        } finally {
            nodes().a().process().resume();
        }

        assertThat(onB().ended(id).getString("status")).isEqualTo("SUCCEEDED");
        until(Instant.now(), () -> hasLogged(nodes().a(), "run " + id + " has another owner than node node-1"));
        nodes().awaitJoined();
        try (DatabaseOfServer database = DatabaseOfServer.of(nodes().b())) {
            assertThat(database.number("SELECT COUNT(*) FROM product WHERE handle LIKE 'ZOMBIE-%'"))
                    .isEqualTo(records);
            assertThat(database.number("SELECT COUNT(*) FROM run_chunk a JOIN run_chunk b ON a.run_id = b.run_id"
                            + " AND a.position > b.position AND a.epoch < b.epoch WHERE a.run_id = '" + id + "'"))
                    .isZero();
        }
        assertThat(onA().find(id).getString("node")).isEqualTo("node-2");
    }

    @Test
    default void a_killed_onlooker_does_not_disturb_the_import_and_sees_the_same_list_when_it_returns() {
        String id = running("KILLB", 60_000);
        Instant killed = Instant.now();
        nodes().b().process().killAndAwait();

        List<Duration> answers = new ArrayList<>();
        until(killed, () -> {
            Instant asked = Instant.now();
            JsonObject seen = onA().find(id);
            assertThat(seen.getBoolean("ownerLost")).isFalse();
            answers.add(Duration.between(asked, Instant.now()));
            return seen.getString("status").equals("SUCCEEDED");
        });
        report(
                "node-2 killed: the import on node-1 ends after "
                        + Duration.between(killed, Instant.now()).toMillis() + " ms",
                answers);

        assertThat(Percentiles.of(answers).max()).isLessThan(ANSWER);
        nodes().b().startAndAwaitReady();
        nodes().awaitJoined();
        assertThatBothShowTheSameList();
    }

    /** How long it stands still is the system property {@code longhaul.it.freeze}, in seconds. */
    @Test
    default void an_onlooker_that_stands_still_does_not_slow_the_import_down() {
        Duration freeze = Duration.ofSeconds(Integer.getInteger("longhaul.it.freeze", 5));
        Duration beside = Duration.ofSeconds(Math.max(2, freeze.toSeconds() / 4));
        String id = running("FREEZE", (int) (freeze.toSeconds() + 2 * beside.toSeconds()) * 60_000);

        double before = rate(id, beside);
        double during;
        nodes().b().process().freeze();
        try {
            during = rate(id, freeze);
        } finally {
            nodes().b().process().resume();
        }
        double after = rate(id, beside);

        Figures.note(
                "%s: node-2 stands still for %d s: the import on node-1 does %.0f records/s before, %.0f during, %.0f after"
                        .formatted(nodes().a().options().name(), freeze.toSeconds(), before, during, after));
        assertThat(onB().cancel(id).statusCode()).isEqualTo(202);
        // what else the machine does moves all three; held up by each flush the import would stand still for seconds
        assertThat(during).isGreaterThan(Math.min(before, after) / 2);
        nodes().awaitJoined();
        assertThat(onA().ended(id).getString("status")).isEqualTo("CANCELLED");
        assertThat(onB().find(id)).isEqualTo(onA().find(id));
    }

    private String running(String prefix, int records) {
        String id = onA().accepted(onA().upload(prefix + ".csv", GeneratedProducts.csv(prefix, records)));
        JsonObject begun = onA().when(id, document -> document.getInt("processed") > 0);
        assertThat(begun.getString("node")).isEqualTo("node-1");
        return id;
    }

    /** Records a second, while the import is looked at ten times a second. */
    private double rate(String id, Duration longest) {
        Instant start = Instant.now();
        long first = onA().find(id).getInt("processed");
        until(start, () -> {
            JsonObject seen = onA().find(id);
            assertThat(seen.getString("status")).isEqualTo("RUNNING");
            return Duration.between(start, Instant.now()).compareTo(longest) > 0;
        });
        long done = onA().find(id).getInt("processed") - first;
        return done * 1e9 / Duration.between(start, Instant.now()).toNanos();
    }

    private static boolean hasLogged(ServerUnderTest node, String text) {
        try {
            return Files.readString(node.logFile()).contains(text);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Duration until(Instant start, BooleanSupplier condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(condition::getAsBoolean);
        return Duration.between(start, Instant.now());
    }

    private void report(String text, List<Duration> answers) {
        Figures.note(
                nodes().a().options().name() + ": " + text + "; the answers meanwhile: " + Percentiles.of(answers));
    }

    private void assertThatBothShowTheSameList() {
        assertThat(onB().find("?limit=200").getJsonArray("imports"))
                .isNotEmpty()
                .isEqualTo(onA().find("?limit=200").getJsonArray("imports"));
    }

    private ImportClient onA() {
        return ImportClient.ofAdmin(nodes().a());
    }

    private ImportClient onB() {
        return ImportClient.ofAdmin(nodes().b());
    }
}
