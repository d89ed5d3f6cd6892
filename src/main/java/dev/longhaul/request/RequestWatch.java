package dev.longhaul.request;

import dev.longhaul.cancellation.CancellationToken;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What all requests share.
 *
 * @param stopping fires when the application is told to stop
 * @param signals runs what may wait for somebody: callbacks of tokens, last words to a client
 * @param ended is told once of each request that is over
 */
record RequestWatch(
        CancellationToken stopping,
        Executor signals,
        LongSupplier nanoTime,
        Duration stallLimit,
        Consumer<LongRequest> ended) {

    void over(LongRequest request) {
        ended.accept(request);
    }
}
