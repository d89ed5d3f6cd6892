package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BadPasswordThrottleTest {

    private static final int LIMIT = 3;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T08:00:00Z"));
    private final BadPasswordThrottle throttle = new BadPasswordThrottle(clock, Duration.ofMinutes(15));

    @Test
    void below_the_limit_nobody_waits() {
        fail("a", LIMIT - 1);

        assertThat(throttle.waitOf("a", LIMIT)).isEmpty();
        assertThat(throttle.waitOf("unheard of", LIMIT)).isEmpty();
    }

    @Test
    void at_the_limit_the_wait_begins_and_says_how_long_it_still_is() {
        fail("a", LIMIT);

        assertThat(throttle.waitOf("a", LIMIT)).contains(Duration.ofSeconds(30));
        clock.advance(Duration.ofSeconds(20));
        assertThat(throttle.waitOf("a", LIMIT)).contains(Duration.ofSeconds(10));
        clock.advance(Duration.ofSeconds(10));
        assertThat(throttle.waitOf("a", LIMIT)).isEmpty();
        assertThat(throttle.waitOf("b", LIMIT)).isEmpty();
    }

    @Test
    void each_further_failure_doubles_the_wait_up_to_the_window() {
        fail("a", LIMIT + 1);
        assertThat(throttle.waitOf("a", LIMIT)).contains(Duration.ofMinutes(1));
        fail("a", 3);
        assertThat(throttle.waitOf("a", LIMIT)).contains(Duration.ofMinutes(8));
        fail("a", 100);
        assertThat(throttle.waitOf("a", LIMIT)).contains(Duration.ofMinutes(15));
    }

    @Test
    void a_right_password_or_a_quiet_window_forgets_the_failures() {
        fail("a", LIMIT);
        throttle.succeeded("a");
        assertThat(throttle.waitOf("a", LIMIT)).isEmpty();

        fail("a", LIMIT - 1);
        clock.advance(Duration.ofMinutes(16));
        fail("a", 1);
        assertThat(throttle.waitOf("a", LIMIT)).isEmpty();
    }

    @Test
    void a_flood_of_names_does_not_grow_it_without_bound() {
        for (int name = 0; name < BadPasswordThrottle.MAX_KEYS + 500; name++) {
            throttle.failed("name " + name);
        }

        assertThat(throttle.size()).isEqualTo(BadPasswordThrottle.MAX_KEYS);
    }

    private void fail(String key, int times) {
        for (int time = 0; time < times; time++) {
            throttle.failed(key);
        }
    }
}
