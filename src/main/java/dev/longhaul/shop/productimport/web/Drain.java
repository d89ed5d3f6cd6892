package dev.longhaul.shop.productimport.web;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Reads what nobody wants, so that the sender gets to reading the answer. */
final class Drain {
    static final long MAX_BYTES = 256L * 1024 * 1024;
    static final Duration MAX_TIME = Duration.ofSeconds(10);

    private static final System.Logger LOG = System.getLogger(Drain.class.getName());

    private Drain() {}

    /** Reads to the end, but no more than a bound in bytes and time; an end by error is an end. */
    static void drain(InputStream rest, LongSupplier nanoClock) {
        var buffer = new byte[64 * 1024];
        long deadline = nanoClock.getAsLong() + MAX_TIME.toNanos();
        long left = MAX_BYTES;
        try {
            while (left > 0 && nanoClock.getAsLong() - deadline < 0) {
                int read = rest.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    return;
                }
                left -= read;
            }
        } catch (IOException gone) {
            LOG.log(Level.DEBUG, "the sender of a refused upload has gone", gone);
        }
    }
}
