package dev.longhaul.request;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Makes requests whose time is turned by hand. */
public final class TestRequests {

    static final Duration STALL_LIMIT = Duration.ofSeconds(30);

    private final AtomicLong nanos = new AtomicLong(1);
    private final CancellationSource stopping = new CancellationSource();
    private final AtomicInteger endedCount = new AtomicInteger();
    private final RequestWatch watch;

    public TestRequests(Executor signals) {
        watch = new RequestWatch(stopping.token(), signals, nanos::get, STALL_LIMIT, endedCount::incrementAndGet);
    }

    public LongRequest on(RecordingChannel channel, RequestOptions options) {
        LongRequest request = new LongRequest(channel, options, watch, null);
        request.begin();
        return request;
    }

    LongRequest on(Channel channel, RequestOptions options, BooleanSupplier streamIsOpen) {
        LongRequest request = new LongRequest(channel, options, watch, streamIsOpen);
        request.begin();
        return request;
    }

    void stopApplication() {
        stopping.cancel(CancellationReason.of(Kind.SHUTDOWN, "the application is stopping"));
    }

    long now() {
        return nanos.get();
    }

    public void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    /** Lets the time pass and then does what is due for the request. */
    public void tickAfter(Duration by, LongRequest request) {
        advance(by);
        request.tick(now());
    }

    /** A client that takes nothing, or takes again, which its container tells. */
    public static void setWritable(RecordingChannel channel, LongRequest request, boolean can) {
        channel.setWritable(can);
        request.writePossible();
    }

    /** How often a request has said that it is over. */
    int endedCount() {
        return endedCount.get();
    }
}
