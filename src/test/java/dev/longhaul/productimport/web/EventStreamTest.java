package dev.longhaul.productimport.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final ReaderDouble reader = new ReaderDouble();
    private final AtomicInteger ends = new AtomicInteger();
    private final EventStream stream = new EventStream(ends::incrementAndGet);

    @Test
    void nothing_is_written_before_the_container_says_so() {
        stream.connect(reader, reader::end);
        stream.offer("early");

        assertThat(reader.taken()).isEmpty();

        stream.writePossible();

        assertThat(reader.taken()).isEqualTo("early");
        assertThat(reader.flushes()).isEqualTo(1);
    }

    @Test
    void each_message_is_flushed() {
        connect();
        stream.offer("one ");
        stream.offer("two");

        assertThat(reader.taken()).isEqualTo("one two");
        assertThat(reader.flushes()).isEqualTo(2);
    }

    @Test
    void a_slow_reader_gets_the_latest_message_only() {
        connect();
        reader.takeOnly(1);
        stream.offer("first ");
        for (int message = 0; message < 1000; message++) {
            stream.offer("message " + message);
        }
        reader.takeOnly(10);
        stream.writePossible();

        assertThat(reader.taken()).isEqualTo("first message 999");
    }

    @Test
    void a_beat_does_not_push_aside_what_waits() {
        connect();
        reader.takeOnly(0);
        stream.offer("news");
        stream.offerIfIdle("beat");
        reader.takeOnly(10);
        stream.writePossible();

        assertThat(reader.taken()).isEqualTo("news");
    }

    @Test
    void the_last_message_reaches_a_slow_reader_before_the_end() {
        connect();
        reader.takeOnly(0);
        stream.offer("last");
        stream.end();

        assertThat(reader.ends()).isZero();

        reader.takeOnly(1);
        stream.writePossible();

        assertThat(reader.ends()).isZero();

        reader.takeOnly(2);
        stream.writePossible();

        assertThat(reader.taken()).isEqualTo("last");
        assertThat(reader.flushes()).isEqualTo(1);
        assertThat(reader.ends()).isEqualTo(1);
        assertThat(ends).hasValue(1);
    }

    @Test
    void ending_twice_ends_once_and_nothing_follows() {
        connect();
        stream.end();
        stream.end();
        stream.abandon();
        stream.offer("late");
        stream.writePossible();

        assertThat(reader.ends()).isEqualTo(1);
        assertThat(ends).hasValue(1);
        assertThat(reader.taken()).isEmpty();
    }

    @Test
    void a_reader_that_has_gone_ends_the_stream() {
        connect();
        reader.breakDown();
        stream.offer("news");

        assertThat(stream.isOver()).isTrue();
        assertThat(reader.ends()).isEqualTo(1);
        assertThat(ends).hasValue(1);
    }

    @Test
    void a_stream_the_container_has_ended_is_not_touched_again() {
        connect();
        stream.gone();
        stream.offer("late");
        stream.end();
        stream.abandon();

        assertThat(reader.taken()).isEmpty();
        assertThat(reader.ends()).isZero();
        assertThat(ends).hasValue(1);
    }

    @Test
    void a_reader_that_takes_nothing_can_be_left() {
        connect();
        reader.takeOnly(0);
        stream.offer("news");
        stream.abandon();

        assertThat(reader.ends()).isEqualTo(1);
    }

    @Test
    void a_stream_that_was_left_before_it_was_connected_is_ended_then() {
        stream.abandon();
        stream.connect(reader, reader::end);

        assertThat(reader.ends()).isEqualTo(1);
    }

    @Test
    void a_second_end_by_the_container_is_no_error() {
        stream.connect(reader, () -> {
            throw new IllegalStateException("already complete");
        });
        stream.writePossible();
        stream.abandon();

        assertThat(ends).hasValue(1);
    }

    @Test
    void many_threads_never_write_after_the_end() throws InterruptedException {
        connect();
        var start = new CountDownLatch(1);
        Thread[] threads = IntStream.range(0, 8)
                .mapToObj(number -> new Thread(() -> {
                    awaitUninterruptibly(start);
                    for (int message = 0; message < 2000; message++) {
                        stream.offer("x");
                        if (number == 0 && message == 1000) {
                            stream.end();
                        }
                    }
                }))
                .toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(reader.violation()).isNull();
        assertThat(reader.ends()).isEqualTo(1);
        assertThat(ends).hasValue(1);
    }

    @AfterEach
    void the_rules_of_the_servlet_api_were_kept() {
        assertThat(reader.violation()).isNull();
    }

    private void connect() {
        stream.connect(reader, reader::end);
        stream.writePossible();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
