package dev.longhaul.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.Figures;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two servers, one database: what the one that is left says and does when the other is killed or stands still. */
interface TwoNodesFaultContract {

    /** A closed connection is seen at once and doubted for one or two times 0.5 s; the rest is room for a busy machine. */
    Duration FAILURE_DETECTION = Duration.ofMillis(2_500);

    /** Nothing hangs: no answer waits for the node that is gone. */
    Duration ANSWER = Duration.ofSeconds(5);

    TwoNodes nodes();

    @Test
    default void a_killed_owner_is_missed_by_the_other_node_and_goes_on_when_it_returns() {
        String id = running("KILLA", 40_000);
        Instant killed = Instant.now();
        nodes().a().process().killAndAwait();

        List<Duration> answers = new ArrayList<>();
        Duration missed = until(killed, () -> {
            Instant asked = Instant.now();
            boolean lost = onB().find(id).getBoolean("ownerLost");
            answers.add(Duration.between(asked, Instant.now()));
            return lost;
        });
        String page = Caller.adminSignedIn(nodes().b()).get("/imports/" + id).body();
        report("node-1 killed: node-2 says so after " + missed.toMillis() + " ms", answers);

        assertThat(missed).isLessThan(FAILURE_DETECTION.plusSeconds(1));
        assertThat(Percentiles.of(answers).max()).isLessThan(ANSWER);
        assertThat(page).contains("Not responding", "Node node-1 cannot be seen");
        assertThat(onB().find(id).getString("status")).isEqualTo("RUNNING");

        nodes().a().startAndAwaitReady();
        nodes().awaitJoined();
        JsonObject end = onB().ended(id);
        assertThat(end.getString("status")).isEqualTo("SUCCEEDED");
        assertThat(end.getJsonObject("counts").getInt("created")).isEqualTo(40_000);
        assertThatBothShowTheSameList();
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
        Duration freeze = Duration.ofSeconds(Integer.getInteger("longhaul.it.freeze", 8));
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
