package dev.longhaul.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.lifecycle.Lifecycle;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SignalThreadsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Lifecycle lifecycle = new Lifecycle(Thread::new, Duration.ZERO);
    private final SignalThreads signals = new SignalThreads(lifecycle.lifetime().stopped());

    @Test
    void a_signal_runs_on_another_thread_while_one_that_takes_its_time_holds_the_first() {
        CountDownLatch mayEnd = new CountDownLatch(1);
        CompletableFuture<Thread> second = new CompletableFuture<>();
        try (lifecycle) {
            signals.start(lifecycle.loops(), 2);
            CompletableFuture<Boolean> slow = CompletableFuture.supplyAsync(() -> await(mayEnd), signals);
            signals.execute(() -> second.complete(Thread.currentThread()));

            assertThat(second).succeedsWithin(LONG).isNotSameAs(Thread.currentThread());
            assertThat(slow).isNotDone();
            mayEnd.countDown();
            assertThat(slow).succeedsWithin(LONG).isEqualTo(true);
        }
    }

    @Test
    void a_signal_that_fails_does_not_keep_the_next_from_running() {
        CompletableFuture<Boolean> next = new CompletableFuture<>();
        try (lifecycle) {
            signals.start(lifecycle.loops(), 1);
            signals.execute(() -> {
                throw new IllegalStateException("failing on purpose");
            });
            signals.execute(() -> next.complete(true));

            assertThat(next).succeedsWithin(LONG);
        }
    }

    @Test
    void after_the_stop_the_caller_runs_its_signal() {
        lifecycle.close();
        CompletableFuture<Thread> ranOn = new CompletableFuture<>();

        signals.execute(() -> ranOn.complete(Thread.currentThread()));

        assertThat(ranOn).isCompletedWithValue(Thread.currentThread());
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
