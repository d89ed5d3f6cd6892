package dev.longhaul.shop.security.body;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Reads and discards the rest of a refused upload, because a browser shows no response to a request that it could not
 * finish. Only for senders who may upload.
 */
final class RefusedBody {
    static final long MAX_BYTES = 256L * 1024 * 1024;
    static final Duration MAX_TIME = Duration.ofSeconds(10);

    private static final System.Logger LOG = System.getLogger(RefusedBody.class.getName());

    private RefusedBody() {}

    /** Reads to the end, up to a bound in bytes and time. A sender that has left is the end, too. */
    static void discard(InputStream rest, LongSupplier nanoClock) {
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
