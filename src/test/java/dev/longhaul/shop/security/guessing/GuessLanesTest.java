package dev.longhaul.shop.security.guessing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
class GuessLanesTest {

    private static final SchemaModule SCHEMA =
            new SchemaModule("security", List.of("dev/longhaul/shop/security/V6__guessing.sql"));
    private static final int LIMIT = 5;
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration HOLD = GuessLanes.LONGEST_HOLD;
    /** What the test itself needs between two statements. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private final DatabaseKind kind;
    private Database database;
    private GuessLanes lanes;
    private GuessLanes otherNode;

    GuessLanesTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void createTables() {
        database = kind.fresh(SCHEMA);
        lanes = new GuessLanes(database, LIMIT, WINDOW);
        otherNode = new GuessLanes(database, LIMIT, WINDOW);
    }

    @Test
    void the_first_failures_of_a_name_are_free_and_those_of_all_addresses_and_nodes_count_together() {
        for (int guess = 0; guess < LIMIT; guess++) {
            assertThat((guess % 2 == 0 ? lanes : otherNode).enter("mara", "10.0.0." + guess, HOLD))
                    .isEqualTo(new Admission(true, Duration.ZERO));
        }

        assertWaits(lanes.enter("mara", "10.0.1.1", HOLD), Duration.ZERO);
        assertWaits(otherNode.enter("mara", "10.0.1.2", HOLD), Duration.ofSeconds(2));
        assertWaits(lanes.enter("mara", "10.0.1.3", HOLD), Duration.ofSeconds(4));
        assertThat(lanes.enter("otto", "10.0.1.4", HOLD).delay()).isZero();
    }

    @Test
    void a_try_whose_turn_is_far_away_gets_that_turn_when_it_comes_back() {
        fill("mara");
        Admission sentAway = lanes.enter("mara", "10.0.2.1", HOLD);
        assertThat(sentAway.admitted()).isFalse();
        assertThat(sentAway.delay()).isBetween(HOLD, HOLD.plusSeconds(12));

        assertThat(otherNode.enter("mara", "10.0.2.1", HOLD).delay()).isLessThanOrEqualTo(sentAway.delay());
        LaneClock.advance(database, sentAway.delay());
        for (int stranger = 0; stranger < 20; stranger++) {
            lanes.enter("mara", "10.0.3." + stranger, HOLD);
        }

        assertThat(otherNode.enter("mara", "10.0.2.1", HOLD)).isEqualTo(new Admission(true, Duration.ZERO));
        assertThat(otherNode.enter("mara", "10.0.2.1", HOLD).delay()).isGreaterThan(HOLD);
    }

    @Test
    void a_thousand_addresses_get_no_more_tries_than_one_and_each_of_them_gets_its_turn() {
        fill("mara");

        List<Duration> turns = IntStream.range(0, 100)
                .mapToObj(address ->
                        lanes.enter("mara", "10.1.0." + address, HOLD).delay())
                .toList();

        assertThat(turns.get(99).minus(turns.get(0))).isBetween(Duration.ofSeconds(190), Duration.ofSeconds(500));
        // the same ones again: they have their turns and make the queue no longer
        IntStream.range(0, 100).forEach(address -> lanes.enter("mara", "10.1.0." + address, HOLD));
        assertThat(lanes.enter("mara", "10.2.0.1", HOLD).delay().minus(turns.get(99)))
                .isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void a_lane_has_an_end() {
        fill("mara");
        long turns = count("guess_turn");
        Sql.on(database)
                .useHandle(handle -> handle.execute("UPDATE guess_lane SET next_turn_at = next_turn_at + 3600000"));

        Admission beyond = lanes.enter("mara", "10.0.2.1", HOLD);

        assertThat(beyond).isEqualTo(new Admission(false, Duration.ofMinutes(30)));
        assertThat(count("guess_turn")).isEqualTo(turns);
    }

    @Test
    void an_address_that_tries_many_names_is_paced_too() {
        for (int name = 0; name < 10 * LIMIT; name++) {
            assertThat(lanes.enter("name " + name, "10.0.0.1", HOLD).delay()).isZero();
        }

        assertWaits(lanes.enter("one more", "10.0.0.1", HOLD), Duration.ZERO);
        assertWaits(lanes.enter("another", "10.0.0.1", HOLD), Duration.ofSeconds(1));
        assertThat(lanes.enter("another", "10.0.0.2", HOLD).delay()).isZero();
    }

    @Test
    void a_right_password_takes_its_count_back() {
        for (int time = 0; time < 5 * LIMIT; time++) {
            assertThat(lanes.enter("mara", "10.0.0.1", HOLD)).isEqualTo(new Admission(true, Duration.ZERO));
            otherNode.takeBack("mara", "10.0.0.1");
        }
    }

    @Test
    void failures_are_forgotten_one_by_one_also_while_others_follow() {
        fill("mara");

        LaneClock.advance(database, Duration.ofHours(2));
        lanes.enter("mara", "10.0.0.1", HOLD);
        LaneClock.advance(database, Duration.ofMinutes(75));
        for (int guess = 0; guess < LIMIT - 1; guess++) {
            assertThat(lanes.enter("mara", "10.0.0.1", HOLD).delay()).isZero();
        }
    }

    @Test
    void tries_at_once_on_new_lanes_are_counted_each() {
        CountDownLatch go = new CountDownLatch(1);
        List<CompletableFuture<Admission>> tries = IntStream.range(0, 20)
                .mapToObj(index -> CompletableFuture.supplyAsync(
                        () -> {
                            awaitQuietly(go);
                            return (index % 2 == 0 ? lanes : otherNode).enter("mara", "10.0.0." + index, HOLD);
                        },
                        command -> new Thread(command).start()))
                .toList();
        go.countDown();

        assertThat(tries.stream().map(CompletableFuture::join).filter(answer -> answer.delay()
                        .isZero()))
                .hasSizeBetween(LIMIT, LIMIT + 1);
    }

    @Test
    void the_table_does_not_grow_with_the_names_tried() {
        for (int name = 0; name < 300; name++) {
            lanes.enter("name " + name, "10.0.0." + name % 50, HOLD);
        }

        int last = Sql.on(database).withHandle(handle -> handle.createQuery("SELECT max(lane) FROM guess_lane")
                .mapTo(Integer.class)
                .one());
        assertThat(last).isLessThan(2 * 65_536);
    }

    /** Until the next turn is later than a request may be held. */
    private void fill(String user) {
        int address = 0;
        while (lanes.enter(user, "10.9.0." + address, HOLD).admitted()) {
            address++;
        }
        // some more, so that a slow machine does not shorten the queue below that again
        IntStream.range(0, 3).forEach(more -> lanes.enter(user, "10.9.1." + more, HOLD));
    }

    private static void assertWaits(Admission admission, Duration delay) {
        assertThat(admission.admitted()).isTrue();
        assertThat(admission.delay()).isBetween(delay.minus(SLACK), delay);
    }

    private long count(String table) {
        return Sql.on(database).withHandle(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
