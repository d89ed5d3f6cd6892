package dev.longhaul.shop.problem;

import dev.longhaul.database.ConnectionFaults;
import dev.longhaul.database.StorageFaults;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * What a request is answered that failed because the database cannot be used now: 503. Everything works again when it
 * can, so the caller is told to come back.
 *
 * @param retryAfterSeconds the value of the header {@code Retry-After}
 * @param detail one sentence
 * @param reason for the log
 */
public record DatabaseRefusal(int retryAfterSeconds, String detail, String reason) {

    /** Always the same. */
    public static final int STATUS = 503;

    private static final int AWAY_SECONDS = 5;

    /** Someone has to make room. */
    private static final int FULL_SECONDS = 30;

    /** Empty when neither the exception nor a cause of it is such a fault. */
    public static Optional<DatabaseRefusal> of(Throwable failed) {
        if (StorageFaults.causedBy(failed)) {
            return Optional.of(
                    refusal(FULL_SECONDS, "The server has no space left to record this. Try again later.", failed));
        }
        if (ConnectionFaults.causedBy(failed)) {
            return Optional.of(
                    refusal(AWAY_SECONDS, "The server cannot reach its database now. Try again in a moment.", failed));
        }
        return Optional.empty();
    }

    private static DatabaseRefusal refusal(int seconds, String detail, Throwable failed) {
        return new DatabaseRefusal(seconds, detail, String.valueOf(failed.getMessage()));
    }

    Response toResponse() {
        return Problem.of(STATUS, detail).toResponse(HttpHeaders.RETRY_AFTER, Integer.toString(retryAfterSeconds));
    }
}
