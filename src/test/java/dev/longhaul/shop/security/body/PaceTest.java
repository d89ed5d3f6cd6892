package dev.longhaul.shop.security.body;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final AtomicLong nanos = new AtomicLong();
    private final Pace pace = new Pace(nanos::get);

    @Test
    void one_kibibyte_a_second_is_fast_enough() {
        assertThatCode(() -> {
                    for (int second = 0; second < 100; second++) {
                        arrives(1024, Duration.ofSeconds(1));
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void less_ends_the_body_after_ten_seconds_of_waiting() throws SocketTimeoutException {
        for (int second = 1; second < 10; second++) {
            arrives(1000, Duration.ofSeconds(1));
        }

        assertThatThrownBy(() -> arrives(1000, Duration.ofSeconds(1)))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessageContaining("10000 bytes in 10 s");
    }

    @Test
    void bytes_that_came_early_buy_no_slowness_later() throws SocketTimeoutException {
        arrives(1_000_000, Duration.ofSeconds(10));

        assertThatThrownBy(() -> arrives(1, Duration.ofSeconds(10))).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void time_in_which_nobody_waits_does_not_count() throws SocketTimeoutException {
        arrives(1, Duration.ofSeconds(1));
        nanos.addAndGet(Duration.ofHours(1).toNanos());

        assertThatCode(() -> arrives(1, Duration.ofSeconds(1))).doesNotThrowAnyException();
    }

    private void arrives(int bytes, Duration after) throws SocketTimeoutException {
        pace.waiting();
        nanos.addAndGet(after.toNanos());
        pace.arrived(bytes);
    }
}
