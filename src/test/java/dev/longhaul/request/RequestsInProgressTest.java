package dev.longhaul.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RequestsInProgressTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final RequestsInProgress requests = new RequestsInProgress();

    @Test
    void a_stop_without_requests_waits_for_nothing() {
        assertThat(requests.drain(Duration.ZERO)).isTrue();
    }

    @Test
    void a_stop_waits_until_the_last_request_has_ended() throws InterruptedException {
        requests.begin();
        requests.begin();
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Boolean> stop = CompletableFuture.supplyAsync(() -> {
            waiting.countDown();
            return requests.drain(LONG);
        });
        waiting.await();
        requests.end();
        assertThat(stop).isNotDone();
        requests.end();

        assertThat(stop).succeedsWithin(LONG).isEqualTo(true);
    }

    @Test
    void a_request_that_does_not_end_is_left_behind_after_the_grace() {
        requests.begin();

        assertThat(requests.drain(Duration.ofMillis(1))).isFalse();
        requests.abandon();
        assertThat(requests.count()).isEqualTo(1);
    }

    @Test
    void an_interrupt_ends_the_wait_and_is_kept() {
        requests.begin();
        Thread.currentThread().interrupt();

        assertThat(requests.drain(LONG)).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
