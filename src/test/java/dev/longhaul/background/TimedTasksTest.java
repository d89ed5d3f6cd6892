package dev.longhaul.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.lifecycle.Lifetimes;
import dev.longhaul.lifecycle.PermanentLoop;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.ShutdownSequence;
import dev.longhaul.lifecycle.WakeUp;
import dev.longhaul.settings.Settings;
import dev.longhaul.testkit.ManualExecutor;
import dev.longhaul.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimedTasksTest {

    private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SettableClock clock = new SettableClock(START);
    private final ManualExecutor executor = new ManualExecutor();
    private final ApplicationLifetime lifetime = Lifetimes.started();
    private final List<TaskFailed> failures = new ArrayList<>();
    private final BackgroundQueues queues = new BackgroundQueues(
            Settings.of(Map.of("longhaul.queue.small.capacity", "1")), executor, lifetime, failures::add);
    private final BackgroundTaskQueue queue = queues.queue("timed");
    private final TimedTasks timedTasks =
            new TimedTasks(lifetime, new TimeSource(clock, () -> Duration.between(START, clock.instant())
                    .toNanos()));
    private final List<Duration> begun = new ArrayList<>();

    @Test
    void a_rate_counts_from_its_first_date_whatever_time_a_task_takes() {
        timedTasks.start(queue, "rate", Schedule.atFixedRate(SECOND.multipliedBy(10)), token -> {
            note();
            clock.advance(SECOND.multipliedBy(3));
        });

        passSeconds(36);

        assertThat(begun).containsExactly(seconds(0), seconds(10), seconds(20), seconds(30));
    }

    @Test
    void a_delay_counts_from_the_end_of_the_task_before() {
        timedTasks.start(queue, "delay", Schedule.withFixedDelay(SECOND.multipliedBy(10)), token -> {
            note();
            clock.advance(SECOND.multipliedBy(3));
        });

        passSeconds(36);

        assertThat(begun).containsExactly(seconds(0), seconds(13), seconds(26));
    }

    @Test
    void a_delay_counts_from_the_end_of_a_task_that_failed_or_was_cancelled_before_it_began() {
        TimedTask timed = timedTasks.start(queue, "delay", Schedule.withFixedDelay(SECOND.multipliedBy(10)), token -> {
            note();
            throw new IllegalStateException("from the task");
        });
        timedTasks.beginDue();
        timed.newest().orElseThrow().cancel(CancellationReason.of(Kind.USER, "not now"));

        passSeconds(21);

        assertThat(begun).containsExactly(seconds(10), seconds(20));
        assertThat(failures).hasSize(2).extracting(TaskFailed::task).containsOnly("delay");
    }

    @Test
    void a_date_at_which_the_task_before_has_not_ended_is_left_out() {
        TimedTask timed = timedTasks.start(queue, "rate", Schedule.atFixedRate(SECOND), token -> note());

        // nothing runs meanwhile: the first stays enqueued, as on a server that is suspended
        for (int i = 0; i < 10; i++) {
            timedTasks.beginDue();
            clock.advance(SECOND);
        }
        assertThat(queue.depth()).isEqualTo(1);
        assertThat(timed.leftOutCount()).isEqualTo(9);
        passSeconds(1);

        assertThat(begun).containsExactly(seconds(10), seconds(11));
    }

    @Test
    void dates_that_a_pause_swallowed_are_not_made_up_for() {
        timedTasks.start(queue, "rate", Schedule.atFixedRate(SECOND), token -> note());
        passSeconds(0);

        clock.advance(Duration.ofHours(1));
        passSeconds(1);

        assertThat(begun).containsExactly(seconds(0), seconds(3600), seconds(3601));
    }

    @Test
    void a_first_date_can_be_set_off() {
        timedTasks.start(
                queue, "later", Schedule.atFixedRate(SECOND.multipliedBy(10)).firstAfter(seconds(5)), token -> note());

        passSeconds(16);

        assertThat(begun).containsExactly(seconds(5), seconds(15));
    }

    @Test
    void a_cron_expression_names_dates_in_its_zone() {
        List<Instant> dates = new ArrayList<>();
        timedTasks.start(
                queue,
                "nightly",
                Schedule.cron("0 30 2 * * *", ZoneId.of("Europe/Berlin")),
                token -> dates.add(clock.instant()));

        for (int i = 0; i < 3 * 24 * 6; i++) {
            timedTasks.beginDue();
            executor.runAll();
            clock.advance(Duration.ofMinutes(10));
        }

        assertThat(dates)
                .containsExactly(
                        Instant.parse("2026-11-27T01:30:00Z"),
                        Instant.parse("2026-11-28T01:30:00Z"),
                        Instant.parse("2026-11-29T01:30:00Z"));
    }

    @Test
    void a_cron_expression_of_five_fields_begins_with_minutes() {
        timedTasks.start(queue, "often", Schedule.cron("*/5 * * * MON-FRI", ZoneOffset.UTC), token -> note());

        passSeconds(601);

        assertThat(begun).containsExactly(seconds(300), seconds(600));
    }

    @Test
    void an_expression_that_is_none_and_a_period_of_zero_are_refused_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schedule.cron("every night", ZoneOffset.UTC))
                .withMessageContaining("every night");
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.atFixedRate(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> Schedule.withFixedDelay(SECOND.negated()));
    }

    @Test
    void a_full_queue_costs_one_date_and_not_the_timed_task() {
        BackgroundTaskQueue small = queues.queue("small");
        small.enqueue("other", token -> {});
        TimedTask timed = timedTasks.start(small, "delay", Schedule.withFixedDelay(SECOND), token -> note());

        timedTasks.beginDue();
        assertThat(timed.leftOutCount()).isEqualTo(1);
        executor.runAll();
        passSeconds(2);

        assertThat(begun).containsExactly(seconds(1), seconds(2));
    }

    @Test
    void a_cancelled_timed_task_stops_what_runs_and_begins_no_other() {
        CompletableFuture<TimedTask> own = new CompletableFuture<>();
        TimedTask timed = timedTasks.start(queue, "rate", Schedule.atFixedRate(SECOND), token -> {
            note();
            own.join().cancel(CancellationReason.of(Kind.USER, "enough"));
            token.throwIfCancellationRequested();
        });
        own.complete(timed);

        passSeconds(5);

        assertThat(begun).hasSize(1);
        assertThat(timed.newest()).map(TaskHandle::state).contains(TaskState.CANCELLED);
        assertThat(timed.cancel(CancellationReason.of(Kind.USER, "again"))).isFalse();
    }

    @Test
    void nothing_begins_before_the_application_has_started_or_once_it_stops() {
        ApplicationLifetime starting = new ApplicationLifetime();
        TimedTasks early = new TimedTasks(starting, TimeSource.SYSTEM);
        early.start(queue, "early", Schedule.atFixedRate(SECOND), token -> note());
        early.beginDue();
        timedTasks.start(queue, "late", Schedule.atFixedRate(SECOND), token -> note());
        new ShutdownSequence(lifetime, Duration.ZERO).run();
        timedTasks.beginDue();

        assertThat(queue.depth()).isZero();
    }

    @Test
    void a_loop_that_sleeps_until_the_next_date_is_woken_by_a_new_task_and_by_an_end() throws InterruptedException {
        CountDownLatch third = new CountDownLatch(3);
        BackgroundQueues direct = new BackgroundQueues(Settings.defaults(), Runnable::run, lifetime, failures::add);
        TimedTasks real = new TimedTasks(lifetime, TimeSource.SYSTEM);
        try (PermanentLoops loops = new PermanentLoops(Thread::new)) {
            PermanentLoop loop = loops.startPaced("timed", TimedTasks.LONGEST_PAUSE, new WakeUp(), real::beginDue);
            real.beginBy(loop);
            real.start(
                    direct.defaultQueue(),
                    "often",
                    Schedule.withFixedDelay(Duration.ofMillis(1)),
                    token -> third.countDown());

            assertThat(third.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void note() {
        begun.add(Duration.between(START, clock.instant()));
    }

    /** Turns the clock second by second, to this second after now and its tasks. */
    private void passSeconds(int count) {
        Instant end = clock.instant().plusSeconds(count);
        timedTasks.beginDue();
        executor.runAll();
        while (clock.instant().isBefore(end)) {
            clock.advance(SECOND);
            timedTasks.beginDue();
            executor.runAll();
        }
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }
}
