package dev.longhaul.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a heartbeat is written, and between which parts of a body. */
class RequestHeartbeatTest extends RequestFixture {

    @Test
    void after_the_grace_a_heartbeat_comes_each_period_and_the_body_follows_whole() {
        LongRequest request = requests.on(channel, JSON);

        requests.tickAfter(GRACE, request);
        requests.tickAfter(PERIOD.minusMillis(1), request);
        assertThat(channel.body()).isEqualTo(" ");
        requests.tickAfter(Duration.ofMillis(1), request);
        request.finish(Answer.json("{\"a\":1}"));

        assertThat(channel.body()).isEqualTo("  {\"a\":1}");
        assertThat(request.tick(requests.now())).isEqualTo(ClientProbe.NEVER);
    }

    @Test
    void no_heartbeat_comes_into_a_json_body_that_has_begun() throws InterruptedException {
        LongRequest request = requests.on(channel, JSON);

        request.write(bytes("[1"));
        requests.tickAfter(GRACE, request);
        request.write(bytes(",2"));
        requests.tickAfter(PERIOD, request);
        request.finish(Answer.json("]"));

        assertThat(channel.body()).isEqualTo("[1,2]");
    }

    @Test
    void heartbeats_come_between_two_events() throws InterruptedException {
        LongRequest request =
                requests.on(channel, RequestOptions.of(BodyFormat.EVENTS).withHeartbeat(Heartbeat.EACH_SECOND));

        request.write(bytes("data: 1\n\n"));
        requests.tickAfter(Duration.ofSeconds(1), request);
        request.write(bytes("data: 2\n\n"));
        request.finish(Answer.nothingMore());

        assertThat(channel.body()).isEqualTo("data: 1\n\n:\nevent: beat\ndata: 1\n\ndata: 2\n\n");
    }

    @Test
    void a_format_without_a_place_for_it_takes_no_heartbeat() {
        assertThatThrownBy(() -> RequestOptions.of(BodyFormat.CSV).withHeartbeat(Heartbeat.DEFAULT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("text/csv");
    }

    @Test
    void on_the_requests_own_thread_a_heartbeat_that_might_wait_is_left_to_another_thread()
            throws InterruptedException {
        RecordingChannel blocking = new RecordingChannel(true);
        LongRequest request =
                requests.on(blocking, RequestOptions.of(BodyFormat.EVENTS).withHeartbeat(Heartbeat.EACH_SECOND));
        request.write(new byte[1 << 10]);

        requests.tickAfter(Duration.ofSeconds(1), request);

        assertThat(blocking.body()).hasSize(1 << 10);
        signals.runAll();
        assertThat(blocking.body()).hasSizeGreaterThan(1 << 10);
    }

    @Test
    void a_heartbeat_does_not_wait_for_a_write_that_a_stalled_client_holds() throws Exception {
        RecordingChannel blocking = new RecordingChannel(true);
        LongRequest request =
                requests.on(blocking, RequestOptions.of(BodyFormat.EVENTS).withHeartbeat(Heartbeat.EACH_SECOND));
        CountDownLatch inWrite = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        blocking.duringWrite(() -> {
            inWrite.countDown();
            awaitOrFail(mayGoOn);
        });
        FutureTask<Boolean> work = new FutureTask<>(() -> {
            request.write(bytes("data: 1\n\n"));
            return true;
        });
        new Thread(work).start();
        assertThat(inWrite.await(30, TimeUnit.SECONDS)).isTrue();

        // would not come back if it waited for the gate
        requests.tickAfter(Duration.ofSeconds(1), request);
        signals.runAll();
        mayGoOn.countDown();

        assertThat(work.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(blocking.body()).isEqualTo("data: 1\n\n");
    }

    @Test
    void while_its_body_is_read_a_request_has_no_heartbeat_and_afterwards_the_whole_grace() throws IOException {
        LongRequest request = requests.on(channel, JSON);
        InputStream body = request.reading(new ByteArrayInputStream(bytes("x")));
        requests.tickAfter(GRACE.multipliedBy(3), request);
        assertThat(channel.body()).isEmpty();

        body.readAllBytes();
        requests.tickAfter(GRACE.minusMillis(1), request);
        assertThat(channel.body()).isEmpty();
        requests.tickAfter(Duration.ofMillis(1), request);

        assertThat(channel.body()).isEqualTo(" ");
    }
}
