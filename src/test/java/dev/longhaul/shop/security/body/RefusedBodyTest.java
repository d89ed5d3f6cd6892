package dev.longhaul.shop.security.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RefusedBodyTest {
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void the_rest_is_read_to_its_end() {
        var rest = new ByteArrayInputStream(new byte[1_000_000]);

        RefusedBody.discard(rest, nanos::get);

        assertThat(rest.available()).isZero();
    }

    @Test
    void an_endless_rest_is_read_up_to_a_bound() {
        var rest = new Endless(Duration.ZERO);

        RefusedBody.discard(rest, nanos::get);

        assertThat(rest.count).isEqualTo(RefusedBody.MAX_BYTES);
    }

    @Test
    void a_slow_rest_is_read_for_a_bounded_time() {
        var rest = new Endless(Duration.ofSeconds(1));

        RefusedBody.discard(rest, nanos::get);

        assertThat(nanos).hasValue(RefusedBody.MAX_TIME.toNanos());
    }

    @Test
    void a_sender_that_has_gone_is_the_end() {
        assertThatNoException().isThrownBy(() -> RefusedBody.discard(new Gone(), nanos::get));
    }

    private static final class Gone extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("Connection reset by peer");
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            return read();
        }
    }

    private final class Endless extends InputStream {
        private final Duration pause;
        private long count;

        Endless(Duration pause) {
            this.pause = pause;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("reads in blocks");
        }

        @Override
        public int read(byte[] target, int from, int length) {
            count += length;
            nanos.addAndGet(pause.toNanos());
            return length;
        }
    }
}
