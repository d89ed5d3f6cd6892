package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How far a run may come on its node, and what of two changes at the same moment wins. */
class LocalRunsTest {

    private static final int RACES = 500;
    private static final Set<String> ALLOWED = Set.of(
            "ABSENT>RESERVED",
            "ABSENT>QUEUED",
            "ABSENT>TAKING_OVER",
            "RESERVED>QUEUED",
            "RESERVED>RELEASING",
            "RESERVED>ABSENT",
            "QUEUED>HELD",
            "QUEUED>RELEASING",
            "QUEUED>ABSENT",
            "HELD>RELEASING",
            "RELEASING>ABSENT",
            "TAKING_OVER>QUEUED",
            "TAKING_OVER>ABSENT");

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final CancellationSource source = new CancellationSource();
    private final LocalRuns runs = new LocalRuns();
    private final Run run = run();

    @AfterEach
    void end() {
        source.close();
        threads.shutdownNow();
    }

    static Stream<Arguments> everyPair() {
        return Stream.of(LocalStatus.values())
                .flatMap(from -> Stream.of(LocalStatus.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void only_the_listed_arrows_exist(LocalStatus from, LocalStatus to) {
        assertThat(from.mayBecome(to)).isEqualTo(ALLOWED.contains(from + ">" + to));
    }

    @Test
    void an_arrow_that_does_not_exist_is_refused_by_name() {
        assertThatThrownBy(() -> LocalStatus.HELD.reasonToBecome(LocalStatus.ABSENT))
                .hasMessage("a run that is HELD on this node cannot become ABSENT, only [RELEASING]");
    }

    /** Each change, from each status: it is made where its arrow starts, and changes nothing anywhere else. */
    @ParameterizedTest
    @MethodSource("everyPair")
    void a_change_is_made_from_where_its_arrow_starts_and_from_nowhere_else(LocalStatus from, LocalStatus to) {
        bringTo(from);

        List<Boolean> made = changesTo(to);

        if (made.contains(true)) {
            assertThat(from.mayBecome(to)).isTrue();
            assertThat(runs.status(run.id())).isEqualTo(to);
        } else {
            assertThat(runs.status(run.id())).isEqualTo(from);
        }
        if (to != LocalStatus.ABSENT && from.mayBecome(to)) {
            assertThat(made).contains(true);
        }
    }

    private void bringTo(LocalStatus status) {
        switch (status) {
            case ABSENT -> {}
            case RESERVED -> runs.reserve(run.id());
            case QUEUED -> {
                runs.reserve(run.id());
                runs.enqueueClaimed(run);
            }
            case HELD -> {
                runs.enqueue(run.id());
                runs.hold(run, source);
            }
            case RELEASING -> {
                bringTo(LocalStatus.HELD);
                runs.end(run.id());
            }
            case TAKING_OVER -> runs.takeOver(run.id());
        }
        assertThat(runs.status(run.id())).isEqualTo(status);
    }

    private List<Boolean> changesTo(LocalStatus status) {
        RunId id = run.id();
        return switch (status) {
            case ABSENT -> List.of();
            case RESERVED -> List.of(runs.reserve(id));
            case QUEUED -> List.of(runs.enqueue(id) || runs.enqueueTaken(id) || runs.enqueueClaimed(run));
            case HELD -> List.of(runs.hold(run, source));
            case RELEASING -> List.of(runs.end(id) || runs.release(run));
            case TAKING_OVER -> List.of(runs.takeOver(id));
        };
    }

    @Test
    void a_run_is_forgotten_from_every_status_but_while_its_handler_works() {
        for (LocalStatus status : LocalStatus.values()) {
            if (status != LocalStatus.HELD) {
                bringTo(status);
                runs.forget(run.id());
                assertThat(runs.isPresent(run.id())).isFalse();
            }
        }
        bringTo(LocalStatus.HELD);
        assertThatThrownBy(() -> runs.forget(run.id())).isInstanceOf(IllegalStateException.class);
        assertThat(runs.held(run.id())).isPresent();
    }

    @Test
    void only_a_reservation_is_withdrawn() {
        runs.reserve(run.id());
        runs.withdraw(run.id());
        assertThat(runs.isPresent(run.id())).isFalse();

        runs.enqueue(run.id());
        runs.withdraw(run.id());
        assertThat(runs.status(run.id())).isEqualTo(LocalStatus.QUEUED);
    }

    @Test
    void one_slot_is_reserved_at_a_time_and_not_while_another_run_is_about_to_take_it() {
        Run other = run();
        runs.reserve(run.id());
        assertThat(runs.reserve(other.id())).as("while one is reserved").isFalse();
        runs.enqueueClaimed(run);
        assertThat(runs.reserve(other.id()))
                .as("while one waits for its thread")
                .isFalse();
        runs.release(run);
        assertThat(runs.reserve(other.id())).as("while one is to be given back").isFalse();
        runs.forget(run.id());

        assertThat(runs.reserve(other.id())).isTrue();
    }

    @Test
    void a_takeover_does_not_keep_the_slot_from_a_new_run() {
        runs.takeOver(run.id());

        assertThat(runs.reserve(run().id())).isTrue();
    }

    @Test
    void heartbeats_are_needed_while_a_run_is_reserved_claimed_or_held_and_until_it_is_given_back() {
        runs.enqueue(run().id());
        runs.takeOver(run().id());
        assertThat(runs.mayOwn()).as("one that waits").isFalse();
        runs.forget(run.id());
        LocalRuns fresh = new LocalRuns();

        fresh.reserve(run.id());
        assertThat(fresh.mayOwn()).isTrue();
        fresh.enqueueClaimed(run);
        assertThat(fresh.mayOwn()).isTrue();
        fresh.hold(run, source);
        assertThat(fresh.mayOwn()).isTrue();
        fresh.end(run.id());
        assertThat(fresh.mayOwn()).isFalse();
        fresh.forget(run.id());

        fresh.reserve(run.id());
        fresh.release(run);
        assertThat(fresh.mayOwn()).as("owned, and to be given back").isTrue();
        assertThat(fresh.toGiveBack()).containsExactly(run);
        fresh.forget(run.id());
        assertThat(fresh.mayOwn()).isFalse();
    }

    @Test
    void a_claimed_run_that_a_stop_releases_before_its_task_holds_it_is_still_given_back() {
        runs.reserve(run.id());
        runs.enqueueClaimed(run);
        assertThat(runs.release(run)).isTrue();

        assertThat(runs.hold(run, source)).isFalse();
        runs.leave(run.id());

        assertThat(runs.toGiveBack()).containsExactly(run);
        runs.forget(run.id());
        assertThat(runs.isPresent(run.id())).isFalse();
    }

    @Test
    void a_run_that_is_not_owned_is_not_given_back() {
        runs.enqueue(run.id());

        assertThat(runs.release(run)).isFalse();
        assertThat(runs.toGiveBack()).isEmpty();
    }

    @Test
    void a_cancel_is_kept_until_the_run_is_held_and_it_is_delivered() {
        assertThat(runs.noteCancel(run.id())).as("of a run of another node").isFalse();
        runs.enqueue(run.id());
        assertThat(runs.noteCancel(run.id())).isTrue();
        assertThat(runs.pendingCancels()).isEmpty();

        runs.hold(run, source);

        assertThat(runs.isCancelPending(run.id())).isTrue();
        assertThat(runs.pendingCancels()).containsExactly(run.id());
        assertThat(runs.pendingCancels()).as("until it is delivered").containsExactly(run.id());
        runs.cancelDelivered(run.id());
        assertThat(runs.pendingCancels()).isEmpty();
        assertThat(runs.held(run.id())).as("still held").isPresent();
    }

    @Test
    void a_cancel_is_kept_from_the_reservation_on_and_goes_with_the_run() {
        runs.reserve(run.id());
        runs.noteCancel(run.id());
        runs.enqueueClaimed(run);
        assertThat(runs.isCancelPending(run.id())).isTrue();

        runs.forget(run.id());
        runs.enqueue(run.id());

        assertThat(runs.isCancelPending(run.id())).isFalse();
    }

    @Test
    void every_held_run_is_cancelled_once() {
        runs.enqueue(run.id());
        runs.hold(run, source);

        assertThat(runs.cancelHeld(CancellationReason.of(Kind.OWNER_LOST, "lost")))
                .isEqualTo(1);
        assertThat(runs.cancelHeld(CancellationReason.of(Kind.OWNER_LOST, "lost")))
                .isZero();
        assertThat(source.isCancellationRequested()).isTrue();
    }

    @Test
    void of_two_reservations_at_the_same_moment_one_wins() throws Exception {
        for (int race = 0; race < RACES; race++) {
            LocalRuns raced = new LocalRuns();

            assertThat(together(() -> raced.reserve(run().id()), () -> raced.reserve(run().id())))
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void of_a_signal_and_a_scan_that_find_a_run_at_the_same_moment_one_enqueues_it() throws Exception {
        for (int race = 0; race < RACES; race++) {
            LocalRuns raced = new LocalRuns();

            assertThat(together(() -> raced.enqueue(run.id()), () -> raced.enqueue(run.id())))
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void of_a_signal_and_a_takeover_at_the_same_moment_one_gets_the_run() throws Exception {
        for (int race = 0; race < RACES; race++) {
            LocalRuns raced = new LocalRuns();

            assertThat(together(() -> raced.enqueue(run.id()), () -> raced.takeOver(run.id())))
                    .containsExactlyInAnyOrder(true, false);
        }
    }

    @Test
    void of_a_start_and_a_stop_of_the_queue_at_the_same_moment_one_gets_the_claimed_run() throws Exception {
        for (int race = 0; race < RACES; race++) {
            LocalRuns raced = new LocalRuns();
            raced.reserve(run.id());
            raced.enqueueClaimed(run);

            List<Boolean> won = together(() -> raced.hold(run, source), () -> raced.release(run));

            assertThat(won).containsExactlyInAnyOrder(true, false);
            assertThat(raced.status(run.id())).isEqualTo(won.get(0) ? LocalStatus.HELD : LocalStatus.RELEASING);
        }
    }

    @Test
    void of_a_rollback_and_a_commit_at_the_same_moment_one_gets_the_reservation() throws Exception {
        for (int race = 0; race < RACES; race++) {
            LocalRuns raced = new LocalRuns();
            raced.reserve(run.id());

            List<Boolean> won = together(() -> raced.enqueueClaimed(run), () -> {
                raced.withdraw(run.id());
                return true;
            });

            assertThat(raced.status(run.id())).isEqualTo(won.get(0) ? LocalStatus.QUEUED : LocalStatus.ABSENT);
        }
    }

    /** The worker looks for a cancel after it holds the run, a cancel looks for a held run after it is noted. */
    @Test
    void a_cancel_that_comes_while_the_run_starts_is_seen_by_one_of_the_two() throws Exception {
        for (int race = 0; race < RACES; race++) {
            LocalRuns raced = new LocalRuns();
            raced.enqueue(run.id());

            List<Boolean> seen = together(
                    () -> raced.hold(run, source) && raced.isCancelPending(run.id()),
                    () -> raced.noteCancel(run.id()) && raced.held(run.id()).isPresent());

            assertThat(seen).contains(true);
            assertThat(raced.pendingCancels()).containsExactly(run.id());
        }
    }

    private List<Boolean> together(Callable<Boolean> one, Callable<Boolean> other) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        Future<Boolean> first = threads.submit(() -> {
            barrier.await(10, TimeUnit.SECONDS);
            return one.call();
        });
        Future<Boolean> second = threads.submit(() -> {
            barrier.await(10, TimeUnit.SECONDS);
            return other.call();
        });
        return List.of(first.get(10, TimeUnit.SECONDS), second.get(10, TimeUnit.SECONDS));
    }

    private static Run run() {
        return new Run(
                RunId.random(),
                "test",
                "{}",
                RunStatus.RUNNING,
                "anna",
                "a",
                "a-1",
                false,
                1,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                Instant.EPOCH,
                new RunProgress("waiting", 0, null, Map.of()),
                true,
                null,
                null,
                0,
                null,
                0,
                null);
    }
}
