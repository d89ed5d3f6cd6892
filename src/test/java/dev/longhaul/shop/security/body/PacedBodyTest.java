package dev.longhaul.shop.security.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacedBodyTest {

    /** Grizzly waits 30 s for one who asks further. */
    @Test
    void a_body_is_not_read_on_where_its_length_ends() throws IOException {
        CollectedBody more = new CollectedBody(new byte[] {1, 2, 3, 4});
        PacedBody body = new PacedBody(more, 3, new Pace(System::nanoTime));

        assertThat(body.readNBytes(3)).containsExactly(1, 2, 3);
        assertThat(body.read()).isEqualTo(-1);
        assertThat(body.isAtEnd()).isTrue();
        assertThat(more.read()).isEqualTo(4);
    }

    @Test
    void a_body_is_read_to_its_end() throws IOException {
        PacedBody body = new PacedBody(new CollectedBody(new byte[] {1, -1, 3}), -1, new Pace(System::nanoTime));

        assertThat(body.readAllBytes()).containsExactly(1, -1, 3);
        assertThat(body.isAtEnd()).isTrue();
    }

    @Test
    void a_slow_body_stays_refused_and_is_not_waited_for_again() {
        AtomicLong nanos = new AtomicLong();
        // each look at the clock is 20 s later
        PacedBody body =
                new PacedBody(new CollectedBody(new byte[100]), -1, new Pace(() -> nanos.addAndGet(20_000_000_000L)));

        assertThatThrownBy(body::read).isInstanceOf(SocketTimeoutException.class);
        assertThatThrownBy(body::read).isInstanceOf(SocketTimeoutException.class);
        assertThat(body.isAtEnd()).isFalse();
    }
}
