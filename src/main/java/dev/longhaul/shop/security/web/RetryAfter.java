package dev.longhaul.shop.security.web;

import dev.longhaul.shop.problem.DatabaseRefusal;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/** How long to wait, for machines and for people. */
final class RetryAfter {

    private RetryAfter() {}

    /** Says when it is worth another try. */
    static void set(HttpServletResponse response, DatabaseRefusal refusal) {
        response.setHeader("Retry-After", Integer.toString(refusal.retryAfterSeconds()));
    }

    /** The value of the header, rounded up so that nobody comes back too early. */
    static String seconds(Duration wait) {
        return Long.toString(roundedUp(wait));
    }

    /** The same in words: "30 seconds", "2 minutes". */
    static String words(Duration wait) {
        long seconds = roundedUp(wait);
        long minutes = (seconds + 59) / 60;
        return seconds < 60 ? counted(seconds, "second") : counted(minutes, "minute");
    }

    private static String counted(long count, String unit) {
        return count + " " + unit + (count == 1 ? "" : "s");
    }

    private static long roundedUp(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
