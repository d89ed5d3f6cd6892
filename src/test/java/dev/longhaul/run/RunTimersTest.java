package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.database.Database;
import dev.longhaul.testing.TestDatabases;
import dev.longhaul.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunTimersTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T11:59:30Z");

    private static Database database;

    private final SettableClock clockOfA = new SettableClock(BEGIN);
    private final SettableClock clockOfB = new SettableClock(BEGIN.plusSeconds(2));
    private Runs runs;
    private RunTimers a;
    private RunTimers b;

    /** Which night it is about. */
    public record Clearing(Instant date) {}

    @BeforeAll
    static void open() {
        database = TestDatabases.h2(RunNode.SCHEMA);
    }

    @BeforeEach
    void wire() {
        TestRuns.empty(database);
        runs = TestRuns.on(database);
        a = new RunTimers(runs, clockOfA, () -> {});
        b = new RunTimers(TestRuns.on(database), clockOfB, () -> {});
        for (RunTimers node : List.of(a, b)) {
            node.start(
                    "clearing",
                    "0 12 * * *",
                    ZoneOffset.UTC,
                    date -> NewRun.of("clearing", new Clearing(date), "timer"));
        }
    }

    @Test
    void a_date_is_one_run_however_many_nodes_have_the_timer_and_although_their_clocks_differ() {
        assertThat(a.enqueueDue()).isEqualTo(Duration.ofSeconds(30));
        assertThat(recorded()).isEmpty();

        clockOfB.advance(Duration.ofSeconds(28));
        b.enqueueDue();
        clockOfA.advance(Duration.ofSeconds(31));
        a.enqueueDue();

        assertThat(recorded()).hasSize(1);
        assertThat(recorded().get(0).request()).contains("2026-03-01T12:00:00Z");
    }

    @Test
    void each_date_is_another_run_and_what_a_pause_swallowed_is_left_out() {
        clockOfA.advance(Duration.ofMinutes(1));
        a.enqueueDue();
        a.enqueueDue();
        clockOfA.advance(Duration.ofDays(3));
        a.enqueueDue();
        a.enqueueDue();

        assertThat(recorded()).hasSize(2);
    }

    @Test
    void an_expression_that_cannot_be_read_is_refused_by_the_name_of_the_timer() {
        assertThatThrownBy(() ->
                        a.start("broken", "at noon", ZoneOffset.UTC, date -> NewRun.of("x", new Clearing(date), "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("timer broken: cron at noon in Z cannot be read");
    }

    @Test
    void an_expression_that_never_matches_is_refused_by_the_name_of_the_timer() {
        assertThatThrownBy(() ->
                        a.start("never", "0 0 30 2 *", ZoneOffset.UTC, date -> NewRun.of("x", new Clearing(date), "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timer never: cron 0 0 30 2 * in Z cannot be used: no date ever matches it");
    }

    @Test
    void a_timer_that_fails_stays_due_and_keeps_no_other_from_its_dates() {
        List<Instant> asked = new ArrayList<>();
        RunTimers node = new RunTimers(runs, clockOfA, () -> {});
        node.start("failing", "0 12 * * *", ZoneOffset.UTC, date -> {
            asked.add(date);
            throw new IllegalStateException("no night of " + date);
        });
        node.start("clearing", "0 12 * * *", ZoneOffset.UTC, date -> NewRun.of("clearing", new Clearing(date), "x"));
        clockOfA.advance(Duration.ofMinutes(1));

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(node::enqueueDue)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("timer failing could not enqueue a run");
        }

        assertThat(recorded()).hasSize(1);
        assertThat(asked).hasSize(2).containsOnly(Instant.parse("2026-03-01T12:00:00Z"));
    }

    private List<Run> recorded() {
        return runs.list("clearing", null, 10);
    }
}
