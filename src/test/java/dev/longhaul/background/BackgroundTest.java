package dev.longhaul.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.lifecycle.Lifecycle;
import dev.longhaul.settings.Settings;
import dev.longhaul.testkit.ManualExecutor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Queues and timed tasks in plain Java, as a program without a container uses them. */
class BackgroundTest {

    private static final String GREETED = "longhaul.test.greeted";

    private final ExecutorService executor = Executors.newFixedThreadPool(2);
    private final Lifecycle lifecycle = new Lifecycle(Thread::new, Duration.ofSeconds(10));
    private final List<String> failures = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        lifecycle.close();
        executor.shutdownNow();
        System.clearProperty(GREETED);
    }

    /** Loads the classes anew, with nothing but the platform's and our own. */
    @Test
    void a_main_method_with_a_queue_needs_no_other_jar() throws Exception {
        URL[] classPath = {
            Path.of("target/classes/").toUri().toURL(),
            Path.of("target/test-classes/").toUri().toURL()
        };
        try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("org.eclipse.microprofile.config.ConfigProvider"))
                    .isInstanceOf(ClassNotFoundException.class);

            loader.loadClass(QueuesWithoutContainer.class.getName())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        }

        assertThat(System.getProperty(GREETED)).isEqualTo("Anna");
    }

    @Test
    void a_task_that_the_executor_refused_runs_when_it_takes_tasks_again() throws InterruptedException {
        ManualExecutor moody = new ManualExecutor();
        moody.refuse(true);
        Background background = Background.start(lifecycle, moody);
        TaskHandle task = background.defaultQueue().enqueue("refused once", token -> {});
        moody.refuse(false);

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!task.await(Duration.ofMillis(20)) && System.nanoTime() < deadline) {
            moody.runAll();
        }

        assertThat(task.state()).isEqualTo(TaskState.SUCCEEDED);
    }

    @Test
    void timed_tasks_wait_until_the_program_says_that_it_has_started() throws InterruptedException {
        Background background = Background.start(lifecycle, executor);
        CountDownLatch ran = new CountDownLatch(2);
        TimedTask timed = background
                .timedTasks()
                .start(
                        background.defaultQueue(),
                        "often",
                        Schedule.withFixedDelay(Duration.ofMillis(1)),
                        token -> ran.countDown());
        assertThat(timed.enqueuedCount()).isZero();

        lifecycle.markStarted();

        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closing_the_lifecycle_stops_what_runs_and_refuses_what_comes() throws InterruptedException {
        Background background = Background.start(
                lifecycle,
                executor,
                Settings.of(Map.of("longhaul.queue.wide.concurrency", "2")),
                failure -> failures.add(failure.task()));
        BackgroundTaskQueue wide = background.queues().queue("wide");
        CountDownLatch both = new CountDownLatch(2);
        BackgroundTask listening = token -> {
            both.countDown();
            token.await(Duration.ofSeconds(30));
        };
        TaskHandle first = wide.enqueue("first", listening);
        TaskHandle second = wide.enqueue("second", listening);
        assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();

        lifecycle.close();

        assertThat(List.of(first.state(), second.state())).containsOnly(TaskState.CANCELLED);
        assertThat(first.cancellation().map(CancellationReason::kind)).contains(CancellationReason.Kind.SHUTDOWN);
        assertThatThrownBy(() -> wide.enqueue("late", token -> {})).isInstanceOf(QueueClosedException.class);
        assertThat(failures).isEmpty();
    }

    @Test
    void a_failed_task_is_announced() throws InterruptedException {
        Background background =
                Background.start(lifecycle, executor, Settings.defaults(), failure -> failures.add(failure.task()));

        TaskHandle failing = background.defaultQueue().enqueue("failing", token -> {
            throw new IllegalStateException("on purpose");
        });
        TaskHandle next = background.defaultQueue().enqueue("next", token -> {});
        assertThat(next.await(Duration.ofSeconds(10))).isTrue();

        assertThat(failing.state()).isEqualTo(TaskState.FAILED);
        assertThat(failures).containsExactly("failing");
    }
}
