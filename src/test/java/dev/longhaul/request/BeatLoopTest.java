package dev.longhaul.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BeatLoopTest {

    private static final RequestOptions JSON =
            RequestOptions.of(BodyFormat.JSON).withHeartbeat(Heartbeat.DEFAULT);

    private final TestRequests requests = new TestRequests(Runnable::run);
    private final BeatLoop loop = new BeatLoop(requests::now);

    @Test
    void it_pauses_until_the_next_request_is_due() {
        RecordingChannel channel = new RecordingChannel(false);
        loop.add(requests.on(channel, JSON));

        loop.step();
        requests.advance(Duration.ofMillis(990));
        Duration pause = loop.step();

        assertThat(pause).isEqualTo(Duration.ofMillis(10));
        requests.advance(pause);
        assertThat(loop.step()).isEqualTo(Heartbeat.DEFAULT.period());
        assertThat(channel.body()).isEqualTo(" ");
    }

    @Test
    void a_request_that_is_over_is_forgotten() {
        LongRequest request = requests.on(new RecordingChannel(false), JSON);
        loop.add(request);
        loop.step();

        request.finish(Answer.json("{}"));
        requests.advance(Duration.ofSeconds(1));
        loop.step();

        assertThat(loop.count()).isZero();
    }

    @Test
    void a_request_that_cannot_be_looked_at_does_not_keep_the_others_from_their_heartbeats() {
        RecordingChannel channel = new RecordingChannel(false);
        loop.add(requests.on(new RecordingChannel(false), JSON, () -> {
            throw new NoClassDefFoundError("of another server");
        }));
        loop.add(requests.on(channel, JSON));

        requests.advance(Duration.ofSeconds(1));
        loop.step();

        assertThat(channel.body()).isEqualTo(" ");
    }

    @Test
    void a_stalled_client_does_not_keep_the_others_from_their_heartbeats() {
        RecordingChannel stalled = new RecordingChannel(false);
        stalled.setWritable(false);
        RecordingChannel channel = new RecordingChannel(false);
        loop.add(requests.on(stalled, JSON));
        loop.add(requests.on(channel, JSON));

        for (int i = 0; i < 3; i++) {
            requests.advance(Duration.ofSeconds(1));
            loop.step();
        }

        assertThat(channel.body()).isEqualTo("   ");
        assertThat(stalled.body()).isEmpty();
    }
}
