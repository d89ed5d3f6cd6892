package dev.longhaul.background;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cancellation.OperationCancelledException;
import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.settings.Settings;
import dev.longhaul.testkit.ManualExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundTaskQueueTest {

    private static final CancellationReason ASKED = CancellationReason.of(Kind.USER, "no longer needed");

    private final ManualExecutor executor = new ManualExecutor();
    private final List<TaskFailed> failures = new CopyOnWriteArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final BackgroundQueues queues = new BackgroundQueues(
            Settings.of(Map.of("longhaul.queue.small.capacity", "2", "longhaul.queue.wide.concurrency", "3")),
            executor,
            new ApplicationLifetime(),
            failures::add);
    private final BackgroundTaskQueue queue = queues.defaultQueue();

    @Test
    void tasks_run_in_the_order_in_which_they_were_enqueued() {
        queue.enqueue("first", token -> events.add("first"));
        queue.enqueue("second", token -> events.add("second"));
        queue.enqueue("third", token -> events.add("third"));

        executor.runAll();

        assertThat(events).containsExactly("first", "second", "third");
        assertThat(queue.depth()).isZero();
    }

    @Test
    void an_idle_queue_asks_for_one_thread_and_a_busy_one_for_no_other() {
        queue.enqueue("first", token -> {});
        queue.enqueue("second", token -> {});
        assertThat(executor.acceptedCount()).isEqualTo(1);

        executor.runAll();
        queue.enqueue("third", token -> {});

        assertThat(executor.acceptedCount()).isEqualTo(1);
    }

    @Test
    void a_queue_asks_for_as_many_threads_as_its_concurrency_and_no_more() {
        BackgroundTaskQueue wide = queues.queue("wide");
        for (int i = 0; i < 5; i++) {
            wide.enqueue("task " + i, token -> {});
        }

        assertThat(executor.acceptedCount()).isEqualTo(3);
    }

    @Test
    void a_handle_tells_where_its_task_stands() throws InterruptedException {
        List<TaskState> seen = new ArrayList<>();
        CompletableFuture<TaskHandle> own = new CompletableFuture<>();
        TaskHandle task = queue.enqueue("import", token -> seen.add(own.join().state()));
        own.complete(task);
        assertThat(task.state()).isEqualTo(TaskState.ENQUEUED);
        assertThat(task.await(Duration.ZERO)).isFalse();

        executor.runAll();

        assertThat(seen).containsExactly(TaskState.RUNNING);
        assertThat(task.state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(task.await(Duration.ZERO)).isTrue();
        assertThat(task.name()).isEqualTo("import");
        assertThat(task.failure()).isEmpty();
        assertThat(task.cancellation()).isEmpty();
    }

    @Test
    void a_full_queue_refuses_by_name_and_accepts_again_when_there_is_room() {
        BackgroundTaskQueue small = queues.queue("small");
        small.enqueue("first", token -> {});
        small.enqueue("second", token -> {});

        assertThatExceptionOfType(QueueFullException.class)
                .isThrownBy(() -> small.enqueue("third", token -> {}))
                .withMessageContaining("third")
                .withMessageContaining("longhaul.queue.small.capacity")
                .satisfies(refused -> assertThat(refused.capacity()).isEqualTo(2));
        executor.runAll();

        assertThat(small.enqueue("fourth", token -> {}).state()).isEqualTo(TaskState.ENQUEUED);
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // what a caller without null checks would do
    void null_is_refused_before_anything_is_enqueued() {
        assertThatNullPointerException().isThrownBy(() -> queue.enqueue("import", null));
        assertThatNullPointerException().isThrownBy(() -> queue.enqueueAsync("import", null));
        assertThatNullPointerException().isThrownBy(() -> queue.enqueue(null, token -> {}));

        assertThat(queue.depth()).isZero();
    }

    @Test
    void whatever_a_task_throws_is_counted_and_announced_once_and_the_next_task_runs() {
        int rounds = 300;
        for (int i = 0; i < rounds; i++) {
            queue.enqueue("exception", token -> {
                throw new java.io.IOException("from a task");
            });
            queue.enqueue("error", token -> {
                throw new AssertionError("from a task");
            });
            queue.enqueue("stack overflow", BackgroundTaskQueueTest::overflow);
        }
        TaskHandle last = queue.enqueue("last", token -> events.add("last"));

        executor.runAll();

        assertThat(last.state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(queue.depth()).isZero();
        assertThat(queue.failedCount()).isEqualTo(3L * rounds);
        assertThat(failures).hasSize(3 * rounds);
        assertThat(failures.get(2).failure()).isInstanceOf(StackOverflowError.class);
        assertThat(failures.get(2).task()).isEqualTo("stack overflow");
        assertThat(failures.get(2).queue()).isEqualTo("default");
    }

    @Test
    void an_observer_of_failures_that_throws_does_not_stop_the_queue() {
        BackgroundQueues observed =
                new BackgroundQueues(Settings.defaults(), executor, new ApplicationLifetime(), failure -> {
                    throw new IllegalStateException("from the observer");
                });
        TaskHandle failing = observed.defaultQueue().enqueue("failing", token -> {
            throw new IllegalStateException("from the task");
        });
        TaskHandle next = observed.defaultQueue().enqueue("next", token -> {});

        executor.runAll();

        assertThat(failing.failure()).map(Throwable::getMessage).contains("from the task");
        assertThat(next.state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void a_task_the_container_refuses_to_run_waits_and_runs_when_there_are_threads_again() {
        executor.refuse(true);
        TaskHandle task = queue.enqueue("import", token -> events.add("import"));
        queues.startWaiting();
        assertThat(task.state()).isEqualTo(TaskState.ENQUEUED);
        assertThat(queue.depth()).isEqualTo(1);

        executor.refuse(false);
        queues.startWaiting();
        queues.startWaiting();
        executor.runAll();

        assertThat(task.state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(events).containsExactly("import");
    }

    @Test
    void the_retry_asks_for_no_more_threads_than_there_are_tasks() {
        queues.startWaiting();
        queue.enqueue("import", token -> {});
        queues.startWaiting();

        assertThat(executor.acceptedCount()).isEqualTo(1);
    }

    @Test
    void the_retry_counts_workers_that_are_on_their_way_on_a_wide_queue_too() {
        BackgroundTaskQueue wide = queues.queue("wide");
        wide.enqueue("import", token -> {});
        queues.startWaiting();

        assertThat(executor.acceptedCount()).isEqualTo(1);
    }

    @Test
    void a_stage_that_ends_when_nothing_waits_asks_for_no_thread() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        queue.enqueueAsync("async", token -> stage);
        executor.runAll();

        stage.complete("done");

        assertThat(executor.acceptedCount()).isZero();
        queue.enqueue("next", token -> events.add("next"));
        executor.runAll();
        assertThat(events).containsExactly("next");
    }

    @Test
    void a_turn_that_is_over_when_nothing_waits_asks_for_no_thread() {
        queue.enqueue("longer than a turn", token -> token.await(Duration.ofMillis(60)));
        Runnable worker = executor.take();

        worker.run();

        assertThat(executor.acceptedCount()).isZero();
        queue.enqueue("next", token -> events.add("next"));
        executor.runAll();
        assertThat(events).containsExactly("next");
    }

    @Test
    void the_end_of_a_task_can_be_waited_for_without_a_thread() {
        TaskHandle succeeding = queue.enqueue("succeeding", token -> {});
        TaskHandle failing = queue.enqueue("failing", token -> {
            throw new IllegalStateException("from the task");
        });
        TaskHandle cancelled = queue.enqueue("cancelled", token -> {});
        cancelled.cancel(ASKED);

        executor.runAll();

        assertThat(succeeding.whenEnded()).isCompletedWithValue(TaskState.SUCCEEDED);
        assertThat(failing.whenEnded()).isCompletedWithValue(TaskState.FAILED);
        assertThat(cancelled.whenEnded()).isCompletedWithValue(TaskState.CANCELLED);
    }

    @Test
    void a_handle_and_a_failure_name_who_enqueued_the_task() {
        TaskScope signedIn = new TaskScope() {
            @Override
            public @Nullable CompletionStage<?> run(Body body) throws Exception {
                return body.run();
            }

            @Override
            public String caller() {
                return "mara";
            }
        };
        BackgroundTaskQueue named = new BackgroundQueues(
                        Settings.defaults(),
                        executor,
                        new TaskRunner(new ApplicationLifetime().stopping(), signedIn, failures::add))
                .defaultQueue();
        TaskHandle task = named.enqueue("import", token -> {
            throw new IllegalStateException("from the task");
        });

        executor.runAll();

        assertThat(task.enqueuedBy()).contains("mara");
        assertThat(task.describe()).isEqualTo("import enqueued by mara");
        assertThat(failures.get(0).enqueuedBy()).isEqualTo("mara");
    }

    @Test
    void of_many_that_wait_those_not_cancelled_run_in_order() {
        List<TaskHandle> tasks = new ArrayList<>();
        for (int i = 0; i < 900; i++) {
            String name = "task " + i;
            tasks.add(queue.enqueue(name, token -> events.add(name)));
        }
        for (int i = 0; i < 900; i++) {
            if (i % 300 != 150) {
                assertThat(tasks.get(i).cancel(ASKED)).isTrue();
            }
        }

        assertThat(queue.depth()).isEqualTo(3);
        executor.runAll();
        assertThat(events).containsExactly("task 150", "task 450", "task 750");
        assertThat(queue.depth()).isZero();
    }

    @Test
    void a_task_cancelled_while_it_waits_never_begins_and_makes_room() {
        BackgroundTaskQueue small = queues.queue("small");
        small.enqueue("first", token -> events.add("first"));
        TaskHandle second = small.enqueue("second", token -> events.add("second"));

        assertThat(second.cancel(ASKED)).isTrue();
        assertThat(second.cancel(ASKED)).isFalse();
        small.enqueue("third", token -> events.add("third"));
        executor.runAll();

        assertThat(events).containsExactly("first", "third");
        assertThat(second.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(second.cancellation()).contains(ASKED);
    }

    @Test
    void a_task_asked_to_stop_while_it_runs_is_cancelled_when_it_returns_or_throws_the_answer() {
        CompletableFuture<TaskHandle> own = new CompletableFuture<>();
        TaskHandle returning = queue.enqueue("returning", token -> own.join().cancel(ASKED));
        own.complete(returning);
        CompletableFuture<TaskHandle> second = new CompletableFuture<>();
        TaskHandle throwing = queue.enqueue("throwing", token -> {
            second.join().cancel(ASKED);
            token.throwIfCancellationRequested();
        });
        second.complete(throwing);

        executor.runAll();

        assertThat(returning.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(throwing.state()).isEqualTo(TaskState.CANCELLED);
        assertThat(throwing.cancellation()).contains(ASKED);
        assertThat(failures).isEmpty();
    }

    @Test
    void a_task_that_fails_on_its_way_out_has_failed() {
        CompletableFuture<TaskHandle> own = new CompletableFuture<>();
        TaskHandle task = queue.enqueue("import", token -> {
            own.join().cancel(ASKED);
            throw new IllegalStateException("could not clean up");
        });
        own.complete(task);

        executor.runAll();

        assertThat(task.state()).isEqualTo(TaskState.FAILED);
        assertThat(failures).hasSize(1);
    }

    @Test
    void a_cancellation_that_nobody_asked_for_is_a_failure() {
        TaskHandle task = queue.enqueue("import", token -> {
            throw new OperationCancelledException(ASKED);
        });

        executor.runAll();

        assertThat(task.state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void cancelling_a_finished_task_changes_nothing() {
        TaskHandle task = queue.enqueue("import", token -> {});
        executor.runAll();

        assertThat(task.cancel(ASKED)).isFalse();
        assertThat(task.state()).isEqualTo(TaskState.SUCCEEDED);
        assertThat(task.cancellation()).isEmpty();
    }

    @Test
    void the_task_after_a_stage_begins_when_the_stage_is_complete() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        TaskHandle async = queue.enqueueAsync("async", token -> stage);
        TaskHandle next = queue.enqueue("next", token -> events.add("next"));
        executor.runAll();
        assertThat(async.state()).isEqualTo(TaskState.RUNNING);
        assertThat(next.state()).isEqualTo(TaskState.ENQUEUED);

        stage.complete("done");
        assertThat(async.state()).isEqualTo(TaskState.SUCCEEDED);
        executor.runAll();

        assertThat(next.state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_stage_that_fails_is_a_task_that_failed(boolean beforeItIsAnswered) {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> dependent = stage.thenApply(text -> text + "!");
        if (beforeItIsAnswered) {
            stage.completeExceptionally(new IllegalStateException("from the stage"));
        }
        TaskHandle async = queue.enqueueAsync("async", token -> dependent);
        executor.runAll();
        stage.completeExceptionally(new IllegalStateException("from the stage"));

        assertThat(async.state()).isEqualTo(TaskState.FAILED);
        assertThat(async.failure()).map(Throwable::getMessage).contains("from the stage");
    }

    @Test
    void when_no_thread_is_given_after_a_stage_the_next_task_waits_for_the_retry() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        queue.enqueueAsync("async", token -> stage);
        TaskHandle next = queue.enqueue("next", token -> {});
        executor.runAll();
        executor.refuse(true);
        stage.complete("done");
        assertThat(next.state()).isEqualTo(TaskState.ENQUEUED);

        executor.refuse(false);
        queues.startWaiting();
        executor.runAll();

        assertThat(next.state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    @SuppressWarnings("NullAway") // what a task without null checks would do
    void a_function_that_answers_no_stage_has_failed() {
        TaskHandle task = queue.enqueueAsync("async", token -> null);

        executor.runAll();

        assertThat(task.state()).isEqualTo(TaskState.FAILED);
    }

    @Test
    void an_interrupt_left_behind_by_one_task_does_not_reach_the_next() {
        queue.enqueue("interrupting", token -> Thread.currentThread().interrupt());
        TaskHandle next = queue.enqueue("next", token -> SECONDS.sleep(0));

        executor.runAll();

        assertThat(next.state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @SuppressWarnings("InfiniteRecursion") // the point of it
    private static void overflow(CancellationToken token) {
        overflow(token);
    }
}
