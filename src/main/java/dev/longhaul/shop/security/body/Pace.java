package dev.longhaul.shop.security.body;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The minimum rate at which an upload must arrive: {@value #BYTES_PER_WINDOW} bytes in each 10 s that its reader spent
 * waiting for it. Time in which the reader does not wait is not counted, so a slow database is not held against the
 * sender. A new window begins after each 10 s: bytes that came early do not make up for slowness later. For one thread.
 */
final class Pace {

    static final Duration WINDOW = Duration.ofSeconds(10);
    static final long BYTES_PER_WINDOW = 10 * 1024;

    private final LongSupplier nanoClock;
    private long waitedNanos;
    private long received;
    private long waitingSince;

    Pace(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** The reader begins to wait. */
    void waiting() {
        waitingSince = nanoClock.getAsLong();
    }

    /**
     * The wait is over.
     *
     * @throws SocketTimeoutException when this completes a window in which too little came
     */
    void arrived(int bytes) throws SocketTimeoutException {
        waitedNanos += nanoClock.getAsLong() - waitingSince;
        received += bytes;
        if (waitedNanos < WINDOW.toNanos()) {
            return;
        }
        if (received < BYTES_PER_WINDOW) {
            throw new SocketTimeoutException("the body arrives too slowly: " + received + " bytes in "
                    + Duration.ofNanos(waitedNanos).toSeconds() + " s, at least 1 KiB a second is expected");
        }
        waitedNanos = 0;
        received = 0;
    }
}
