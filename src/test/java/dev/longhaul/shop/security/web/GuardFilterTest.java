package dev.longhaul.shop.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.FakeRequest;
import dev.longhaul.testing.FakeResponse;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuardFilterTest {

    @Test
    void where_the_server_does_not_ask_who_calls_nothing_is_served() throws Exception {
        AtomicInteger passed = new AtomicInteger();
        FakeResponse response = new FakeResponse();

        new GuardFilter()
                .doFilter(
                        new FakeRequest("GET", "/sign-in").toRequest(),
                        response.toResponse(),
                        (request, answer) -> passed.incrementAndGet());

        assertThat(passed).hasValue(0);
        assertThat(response.status()).isEqualTo(503);
    }
}
