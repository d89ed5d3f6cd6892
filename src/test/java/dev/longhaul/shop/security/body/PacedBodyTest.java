package dev.longhaul.shop.security.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacedBodyTest {

    @Test
    void a_body_is_read_to_its_end() throws IOException {
        PacedBody body = new PacedBody(new CollectedBody(new byte[] {1, -1, 3}), new Pace(System::nanoTime));

        assertThat(body.readAllBytes()).containsExactly(1, -1, 3);
        assertThat(body.isAtEnd()).isTrue();
    }

    @Test
    void a_slow_body_stays_refused_and_is_not_waited_for_again() {
        AtomicLong nanos = new AtomicLong();
        // each look at the clock is 20 s later
        PacedBody body =
                new PacedBody(new CollectedBody(new byte[100]), new Pace(() -> nanos.addAndGet(20_000_000_000L)));

        assertThatThrownBy(body::read).isInstanceOf(SocketTimeoutException.class);
        assertThatThrownBy(body::read).isInstanceOf(SocketTimeoutException.class);
        assertThat(body.isAtEnd()).isFalse();
    }
}
