package dev.longhaul.background;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.lifecycle.ShutdownSequence;
import dev.longhaul.settings.Settings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundStopTest {

    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final ApplicationLifetime lifetime = new ApplicationLifetime();
    private final BackgroundQueues queues = new BackgroundQueues(Settings.defaults(), pool, lifetime, failure -> {});
    private final BackgroundTaskQueue queue = queues.defaultQueue();
    private final CountDownLatch begun = new CountDownLatch(1);

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    @Test
    void a_task_that_listens_ends_as_cancelled_and_what_never_began_is_orphaned() throws InterruptedException {
        TaskHandle listening = queue.enqueue("listening", token -> {
            begun.countDown();
            token.await(Duration.ofSeconds(30));
        });
        TaskHandle waiting = queue.enqueue("waiting", token -> {});
        assertThat(begun.await(10, SECONDS)).isTrue();

        stop(Duration.ofSeconds(30));

        assertThat(listening.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(listening.cancellation()).map(CancellationReason::kind).contains(Kind.SHUTDOWN);
        assertThat(waiting.state()).isEqualTo(TaskState.ORPHANED);
        assertThat(waiting.await(Duration.ZERO)).isTrue();
    }

    @Test
    void a_task_that_ignores_its_token_is_left_behind_and_not_interrupted() throws InterruptedException {
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        TaskHandle ignoring = queue.enqueue("ignoring", token -> interrupted.complete(interruptedBefore(mayEnd)));
        assertThat(begun.await(10, SECONDS)).isTrue();

        stop(Duration.ZERO);
        assertThat(ignoring.state()).isEqualTo(TaskState.ORPHANED);
        mayEnd.countDown();

        assertThat(interrupted.orTimeout(10, SECONDS).join()).isFalse();
        assertThat(ignoring.state()).isEqualTo(TaskState.ORPHANED);
    }

    @Test
    void a_task_that_may_be_interrupted_is_interrupted_when_the_grace_is_over() throws InterruptedException {
        BackgroundTask blocked = token -> interruptedOrThrow();
        TaskHandle task = queue.enqueue("blocked", BackgroundTask.interruptible(blocked));
        assertThat(begun.await(10, SECONDS)).isTrue();

        stop(Duration.ZERO);

        assertThat(task.state()).isEqualTo(TaskState.CANCELLED);
    }

    @Test
    void a_stage_that_is_never_complete_is_orphaned() throws InterruptedException {
        CompletableFuture<String> never = new CompletableFuture<>();
        TaskHandle task = queue.enqueueAsync("never", token -> {
            begun.countDown();
            return never;
        });
        assertThat(begun.await(10, SECONDS)).isTrue();

        stop(Duration.ZERO);

        assertThat(task.state()).isEqualTo(TaskState.ORPHANED);
    }

    @Test
    void a_queue_refuses_everything_once_the_application_stops() {
        stop(Duration.ZERO);

        assertThatExceptionOfType(QueueClosedException.class)
                .isThrownBy(() -> queue.enqueue("late", token -> {}))
                .withMessageContaining("late")
                .withMessageContaining("default");
        assertThatExceptionOfType(QueueClosedException.class)
                .isThrownBy(() -> queues.queue("new").enqueue("late", token -> {}));
    }

    @Test
    void stopping_twice_and_stopping_an_idle_queue_change_nothing() {
        ShutdownSequence sequence = new ShutdownSequence(lifetime, Duration.ofSeconds(30));
        sequence.register(queues);

        sequence.run();
        sequence.run();

        assertThat(queue.depth()).isZero();
    }

    private void stop(Duration grace) {
        ShutdownSequence sequence = new ShutdownSequence(lifetime, grace);
        sequence.register(queues);
        sequence.run();
    }

    private boolean interruptedBefore(CountDownLatch mayEnd) {
        begun.countDown();
        try {
            return !mayEnd.await(30, SECONDS);
        } catch (InterruptedException sent) {
            return true;
        }
    }

    private void interruptedOrThrow() throws InterruptedException {
        begun.countDown();
        if (!CancellationToken.NONE.await(Duration.ofSeconds(30))) {
            throw new IllegalStateException("nobody interrupted");
        }
    }
}
