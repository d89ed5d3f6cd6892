package dev.longhaul.request;

import dev.longhaul.cancellation.CancellationToken;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What all requests share.
 *
 * @param stopping fires when the application is told to stop
 * @param signals runs what may have to wait: callbacks of tokens, last words to a client
 * @param ended called once for each request that is over
 */
record RequestWatch(
        CancellationToken stopping, Executor signals, LongSupplier nanoTime, Duration stallLimit, Runnable ended) {}
