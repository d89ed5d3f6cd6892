package dev.longhaul.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.OperationCancelledException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Each way in which a request notices that its client has left. */
class ClientGoneTest extends RequestFixture {

    @Test
    void a_write_that_throws_anything_says_that_the_client_has_gone() {
        LongRequest request = requests.on(channel, JSON);
        channel.breakWith(new NullPointerException("recycled"));

        requests.tickAfter(GRACE, request);
        signals.runAll();

        assertThat(request.token().reason().orElseThrow().kind()).isEqualTo(Kind.CLIENT_GONE);
        assertThat(request.clientGone().isCancellationRequested()).isTrue();
        assertThat(request.timedOut().isCancellationRequested()).isFalse();
        assertThat(request.applicationStopping().isCancellationRequested()).isFalse();
        assertThat(request.token().reason().orElseThrow().text()).contains("recycled");
        assertThat(channel.isCompleted()).isTrue();
        assertThat(request.finish(Answer.json("{}"))).isFalse();
        assertThat(channel.events()).containsOnlyOnce("complete");
    }

    @Test
    void callbacks_of_a_token_run_elsewhere_than_the_write_that_failed() {
        LongRequest request = requests.on(channel, JSON);
        List<Thread> called = new ArrayList<>();
        request.token().onCancelled(reason -> called.add(Thread.currentThread()));
        channel.breakWith(new IllegalStateException("broken pipe"));

        requests.tickAfter(GRACE, request);

        assertThat(called).isEmpty();
        signals.runAll();
        assertThat(called).hasSize(1);
    }

    @Test
    void the_container_that_ends_the_request_has_given_the_client_up() {
        LongRequest request = requests.on(channel, JSON);

        request.endedByContainer("the server found the connection broken");
        signals.runAll();

        assertThat(request.token().reason().orElseThrow().text()).contains("connection broken");
        assertThat(channel.isCompleted()).isFalse();
        assertThat(requests.endedCount()).isEqualTo(1);
        assertThat(request.tick(requests.now())).isEqualTo(ClientProbe.NEVER);
    }

    @Test
    void a_stream_that_is_reset_is_seen_without_a_write() {
        boolean[] open = {true};
        LongRequest request = requests.on(channel, RequestOptions.of(BodyFormat.JSON), () -> open[0]);
        request.tick(requests.now());

        open[0] = false;
        requests.tickAfter(StreamWatcher.PERIOD, request);
        signals.runAll();

        assertThat(request.clientGone().isCancellationRequested()).isTrue();
        assertThat(channel.body()).isEmpty();
    }

    @Test
    void a_client_that_takes_nothing_for_the_stall_limit_has_gone() throws InterruptedException {
        LongRequest request = requests.on(channel, JSON);
        channel.setWritable(false);
        request.write(bytes("[1"));

        requests.tickAfter(TestRequests.STALL_LIMIT, request);
        assertThat(request.isRunning()).isTrue();
        requests.tickAfter(Duration.ofMillis(1), request);
        signals.runAll();

        assertThat(request.clientGone().reason().orElseThrow().text()).contains("taken nothing for PT30S");
        assertThat(channel.isCompleted()).isTrue();
    }

    @Test
    void a_client_that_takes_again_has_not_gone() throws InterruptedException {
        LongRequest request = requests.on(channel, JSON);
        channel.setWritable(false);
        request.write(bytes("[1"));
        requests.tickAfter(TestRequests.STALL_LIMIT, request);

        channel.setWritable(true);
        request.writePossible();
        requests.tickAfter(TestRequests.STALL_LIMIT.multipliedBy(2), request);

        assertThat(request.isRunning()).isTrue();
        assertThat(channel.body()).isEqualTo("[1");
    }

    @Test
    void what_is_written_for_a_stalled_client_waits_until_the_client_has_gone() throws Exception {
        LongRequest request = requests.on(channel, JSON);
        channel.setWritable(false);
        CountDownLatch filled = new CountDownLatch(1);
        FutureTask<Throwable> writing = new FutureTask<>(() -> {
            try {
                request.write(new byte[1 << 18]);
                filled.countDown();
                request.write(bytes("one more"));
                return new AssertionError("the write returned");
            } catch (OperationCancelledException gone) {
                return gone;
            }
        });
        new Thread(writing).start();
        assertThat(filled.await(30, TimeUnit.SECONDS)).isTrue();

        request.endedByContainer("the server found the connection broken");

        assertThat(writing.get(30, TimeUnit.SECONDS)).isInstanceOf(OperationCancelledException.class);
    }

    @Test
    void a_body_that_breaks_off_says_that_the_client_has_gone() {
        LongRequest request = requests.on(channel, JSON);
        InputStream body = request.reading(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new EOFException("closed");
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                throw new EOFException("closed");
            }
        });

        assertThatThrownBy(body::read).isInstanceOf(EOFException.class);
        signals.runAll();

        assertThat(request.clientGone().reason().orElseThrow().text()).contains("body");
    }

    @Test
    void the_reason_of_an_aborted_request_reaches_whoever_writes() {
        LongRequest request = requests.on(channel, JSON);
        request.endedByContainer("the server found the connection broken");

        assertThatThrownBy(() -> request.write(bytes("x")))
                .isInstanceOfSatisfying(OperationCancelledException.class, cancelled -> {
                    CancellationReason reason = cancelled.reason();
                    assertThat(reason.kind()).isEqualTo(Kind.CLIENT_GONE);
                });
    }
}
