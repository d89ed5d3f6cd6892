package dev.longhaul.background;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueConcurrencyTest {

    private static final int PRODUCERS = 8;
    private static final int TASKS_EACH = 12_500;

    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final ExecutorService producers = Executors.newFixedThreadPool(PRODUCERS);
    private final BackgroundQueues queues = new BackgroundQueues(
            Settings.of(Map.of("longhaul.queue.default.capacity", "100000", "longhaul.queue.wide.concurrency", "3")),
            pool,
            new ApplicationLifetime(),
            failure -> {});

    @AfterEach
    void end() {
        pool.shutdownNow();
        producers.shutdownNow();
    }

    @Test
    void each_producer_keeps_its_order_and_never_do_two_tasks_run_at_once() throws Exception {
        List<List<Integer>> seen = new ArrayList<>();
        AtomicInteger running = new AtomicInteger();
        AtomicInteger mostAtOnce = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(PRODUCERS * TASKS_EACH);
        List<Future<?>> enqueued = new ArrayList<>();
        for (int producer = 0; producer < PRODUCERS; producer++) {
            List<Integer> own = new ArrayList<>();
            seen.add(own);
            enqueued.add(producers.submit(() -> {
                for (int i = 0; i < TASKS_EACH; i++) {
                    int number = i;
                    queues.defaultQueue().enqueue("task", token -> {
                        mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
                        // not synchronised on purpose: the queue itself must order one task before the next
                        own.add(number);
                        running.decrementAndGet();
                        ended.countDown();
                    });
                }
            }));
        }
        for (Future<?> producer : enqueued) {
            producer.get(30, SECONDS);
        }

        assertThat(ended.await(30, SECONDS)).isTrue();
        assertThat(mostAtOnce).hasValue(1);
        assertThat(seen).allSatisfy(own -> assertThat(own).hasSize(TASKS_EACH).isSorted());
    }

    @Test
    void a_wide_queue_runs_as_many_tasks_at_once_as_its_setting_says() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        List<TaskHandle> tasks = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            tasks.add(queues.queue("wide").enqueue("meeting", token -> together.await(20, SECONDS)));
        }

        for (TaskHandle task : tasks) {
            assertThat(task.await(Duration.ofSeconds(30))).isTrue();
        }
        assertThat(tasks).extracting(TaskHandle::state).containsOnly(TaskState.SUCCEEDED);
    }

    @Test
    void one_queue_does_not_wait_for_another() throws Exception {
        CountDownLatch otherRan = new CountDownLatch(1);
        TaskHandle waiting = queues.defaultQueue().enqueue("waiting", token -> {
            if (!otherRan.await(20, SECONDS)) {
                throw new IllegalStateException("the other queue did not run");
            }
        });
        queues.queue("other").enqueue("other", token -> otherRan.countDown());

        assertThat(waiting.await(Duration.ofSeconds(30))).isTrue();
        assertThat(waiting.state()).isEqualTo(TaskState.SUCCEEDED);
    }
}
