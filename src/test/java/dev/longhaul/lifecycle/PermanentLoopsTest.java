package dev.longhaul.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PermanentLoopsTest {

    private static final Duration OFTEN = Duration.ofMillis(1);
    private static final Duration RARELY = Duration.ofHours(1);

    private final PermanentLoops loops = new PermanentLoops(Thread::new);

    @AfterEach
    void end() {
        loops.close();
    }

    @Test
    void a_step_is_repeated_until_the_application_stops() throws InterruptedException {
        Semaphore steps = new Semaphore(0);
        loops.start("ticking", OFTEN, steps::release);

        assertThat(steps.tryAcquire(3, 10, TimeUnit.SECONDS)).isTrue();
        assertThat(loops.drain(Duration.ofSeconds(10))).isTrue();
        steps.drainPermits();

        assertThat(steps.tryAcquire(20, TimeUnit.MILLISECONDS)).isFalse();
    }

    @Test
    void a_step_that_throws_an_error_is_followed_by_another_step() throws InterruptedException {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch thirdCall = new CountDownLatch(3);
        loops.start("throwing", OFTEN, () -> {
            thirdCall.countDown();
            if (calls.getAndIncrement() < 2) {
                throw new StackOverflowError("from the step");
            }
        });

        assertThat(thirdCall.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void waking_a_loop_begins_its_next_step_at_once() throws InterruptedException {
        Semaphore steps = new Semaphore(0);
        PermanentLoop loop = loops.start("sleeping", RARELY, steps::release);
        assertThat(steps.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

        loop.wake();

        assertThat(steps.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void waking_a_loop_during_its_step_is_not_lost() throws InterruptedException {
        Semaphore begun = new Semaphore(0);
        Semaphore mayEnd = new Semaphore(0);
        PermanentLoop loop = loops.start("busy", RARELY, () -> {
            begun.release();
            mayEnd.acquireUninterruptibly();
        });
        assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

        loop.wake();
        mayEnd.release(2);

        assertThat(begun.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void ending_waits_for_the_step_and_does_not_interrupt_it() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicReference<Boolean> interrupted = new AtomicReference<>();
        loops.start("in a statement", RARELY, () -> {
            begun.countDown();
            try {
                mayEnd.await();
                interrupted.set(false);
            } catch (InterruptedException sent) {
                interrupted.set(true);
            }
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        Thread stop = new Thread(() -> loops.drain(Duration.ofSeconds(30)));
        stop.start();
        awaitTimedWait(stop);

        mayEnd.countDown();
        stop.join(TimeUnit.SECONDS.toMillis(10));

        assertThat(stop.isAlive()).isFalse();
        assertThat(interrupted).hasValue(false);
    }

    @Test
    void an_interrupt_from_elsewhere_does_not_end_a_loop() throws InterruptedException {
        AtomicReference<Thread> thread = new AtomicReference<>();
        Semaphore steps = new Semaphore(0);
        PermanentLoop loop = loops.start("interrupted", RARELY, () -> {
            thread.set(Thread.currentThread());
            steps.release();
        });
        assertThat(steps.tryAcquire(10, TimeUnit.SECONDS)).isTrue();

        thread.get().interrupt();
        assertThat(steps.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
        loop.wake();

        assertThat(steps.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void no_loop_starts_once_the_application_stops() {
        loops.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> loops.start("late", OFTEN, () -> {}))
                .withMessageContaining("late");
    }

    @Test
    void a_period_must_be_more_than_zero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loops.start("spinning", Duration.ZERO, () -> {}))
                .withMessageContaining("spinning")
                .withMessageContaining("PT0S");
    }

    private static void awaitTimedWait(Thread thread) {
        org.awaitility.Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }
}
