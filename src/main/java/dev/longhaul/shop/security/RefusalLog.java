package dev.longhaul.shop.security;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Logs refused requests, but no flood of them: at most {@value #MOST_LINES} lines in each 10 s, then one line that
 * counts the rest when the next request is refused after that. Safe for any number of threads.
 */
public final class RefusalLog {

    static final int MOST_LINES = 20;
    static final Duration WINDOW = Duration.ofSeconds(10);

    private final System.Logger log;
    private final LongSupplier nanoClock;
    private long windowStart;
    private int lines;
    private long suppressed;

    /** @param log where the lines go */
    public RefusalLog(System.Logger log) {
        this(log, System::nanoTime);
    }

    RefusalLog(System.Logger log, LongSupplier nanoClock) {
        this.log = log;
        this.nanoClock = nanoClock;
        this.windowStart = nanoClock.getAsLong();
    }

    /** One line; its text must be fit for a log already, see {@link LogText}. */
    public void log(Level level, String line) {
        if (!log.isLoggable(level)) {
            return;
        }
        long earlier;
        boolean wanted;
        synchronized (this) {
            earlier = startWindowIfOver();
            wanted = lines < MOST_LINES;
            if (wanted) {
                lines++;
            } else {
                suppressed++;
            }
        }
        if (earlier > 0) {
            log.log(level, "{0} more refusals like these were not logged one by one", earlier);
        }
        if (wanted) {
            // as an argument: the text may hold braces
            log.log(level, "{0}", line);
        }
    }

    private long startWindowIfOver() {
        long now = nanoClock.getAsLong();
        if (now - windowStart < WINDOW.toNanos()) {
            return 0;
        }
        long earlier = suppressed;
        windowStart = now;
        lines = 0;
        suppressed = 0;
        return earlier;
    }
}
