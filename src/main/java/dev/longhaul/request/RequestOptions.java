package dev.longhaul.request;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one endpoint treats a client that waits. Immutable; an endpoint keeps its own as a constant.
 *
 * @param beat null for none: the client's going is then noticed by what the endpoint itself writes, and by a watcher of
 *     the server where there is one
 * @param limit null for no deadline
 */
public record RequestOptions(
        BodyFormat format,
        @Nullable Heartbeat beat,
        @Nullable Duration limit) {

    public RequestOptions {
        if (beat != null && !format.takesHeartbeats()) {
            throw new IllegalArgumentException(
                    "a body of " + format.contentType() + " has no place for a heartbeat; leave it out");
        }
        if (limit != null && (limit.isZero() || limit.isNegative())) {
            throw new IllegalArgumentException("the deadline of a request must be more than zero, was " + limit);
        }
    }

    /** Without heartbeat and without deadline. */
    public static RequestOptions of(BodyFormat format) {
        return new RequestOptions(format, null, null);
    }

    public RequestOptions withHeartbeat(Heartbeat heartbeat) {
        return new RequestOptions(format, heartbeat, limit);
    }

    /**
     * After this the tokens fire with {@code TIMED_OUT} and the client is answered: 504 if nothing was sent, else by
     * what the format allows in the body.
     */
    public RequestOptions withDeadline(Duration deadline) {
        return new RequestOptions(format, beat, deadline);
    }

    Optional<Heartbeat> heartbeat() {
        return Optional.ofNullable(beat);
    }

    Optional<Duration> deadline() {
        return Optional.ofNullable(limit);
    }
}
