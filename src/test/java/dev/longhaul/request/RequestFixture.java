package dev.longhaul.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancellationRegistration;
import dev.longhaul.cancellation.CancellationTimer;
import dev.longhaul.testkit.ManualExecutor;
import dev.longhaul.testkit.ManualTimer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One client, its requests, and a time that is turned by hand. After each test the channel must have seen no fault. */
abstract class RequestFixture {

    static final RequestOptions JSON = RequestOptions.of(BodyFormat.JSON).withHeartbeat(Heartbeat.DEFAULT);
    static final Duration GRACE = Heartbeat.DEFAULT.grace();
    static final Duration PERIOD = Heartbeat.DEFAULT.period();

    final ManualTimer timer = new ManualTimer();
    final ManualExecutor signals = new ManualExecutor();
    final TestRequests requests = new TestRequests(signals);
    final RecordingChannel channel = new RecordingChannel(false);

    private CancellationRegistration installed = () -> {};

    @BeforeEach
    void installTimer() {
        installed = CancellationTimer.useByDefault(timer);
    }

    @AfterEach
    void nothingWentWrong() {
        installed.close();
        assertThat(channel.fault()).isNull();
    }

    static void awaitOrFail(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
