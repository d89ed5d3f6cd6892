package dev.longhaul.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BoundedWaitTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private boolean open;

    private synchronized boolean awaitOpen(Duration longest, CountDownLatch checked) {
        return BoundedWait.until(
                () -> {
                    checked.countDown();
                    return open;
                },
                this,
                longest);
    }

    private synchronized void open() {
        open = true;
        notifyAll();
    }

    @Test
    void it_returns_when_the_condition_holds() throws InterruptedException {
        CountDownLatch checked = new CountDownLatch(1);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> awaitOpen(LONG, checked));
        assertThat(checked.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting).isNotDone();

        open();

        assertThat(waiting).succeedsWithin(LONG).isEqualTo(true);
    }

    @Test
    void it_ends_after_its_time_and_only_checks_without_any() {
        CountDownLatch checked = new CountDownLatch(1);

        assertThat(awaitOpen(Duration.ofNanos(1), checked)).isFalse();
        assertThat(awaitOpen(Duration.ZERO, checked)).isFalse();
        open();
        assertThat(awaitOpen(Duration.ZERO, checked)).isTrue();
        assertThat(awaitOpen(Duration.ofSeconds(-1), checked)).isTrue();
    }

    @Test
    void an_interrupt_ends_the_wait_and_is_kept() {
        Thread.currentThread().interrupt();

        assertThat(awaitOpen(LONG, new CountDownLatch(1))).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
