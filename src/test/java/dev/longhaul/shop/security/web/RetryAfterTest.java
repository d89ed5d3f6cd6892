package dev.longhaul.shop.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    @Test
    void a_wait_is_rounded_up_so_that_nobody_comes_back_too_early() {
        assertThat(RetryAfter.seconds(Duration.ofMillis(29_001))).isEqualTo("30");
        assertThat(RetryAfter.seconds(Duration.ofMillis(1))).isEqualTo("1");
        assertThat(RetryAfter.words(Duration.ofMillis(1))).isEqualTo("1 second");
        assertThat(RetryAfter.words(Duration.ofSeconds(59))).isEqualTo("59 seconds");
        assertThat(RetryAfter.words(Duration.ofSeconds(60))).isEqualTo("1 minute");
        assertThat(RetryAfter.words(Duration.ofSeconds(61))).isEqualTo("2 minutes");
    }
}
