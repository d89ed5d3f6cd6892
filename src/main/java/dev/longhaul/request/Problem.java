package dev.longhaul.request;

import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.OperationCancelledException;
import jakarta.json.Json;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Why there is no answer, as a problem document (RFC 9457) says it.
 *
 * @param detail one sentence
 */
record Problem(int status, String title, String detail) {

    static final String CONTENT_TYPE = "application/problem+json";

    private static final System.Logger LOG = System.getLogger(Problem.class.getName());

    static Problem timedOut(String reason) {
        return new Problem(504, "Gateway Timeout", "The server did not come to an answer in time: " + reason + ".");
    }

    private static Problem stopping() {
        return new Problem(503, "Service Unavailable", "The server is stopping and gave this request up. Ask again.");
    }

    /**
     * What the client of work that has failed is told; what is nobody's business but the operator's is logged.
     *
     * @param clientWaits whether the work had its client still, so that its failure is one of the server
     */
    static Problem of(Throwable failure, boolean clientWaits) {
        if (failure instanceof OperationCancelledException cancelled) {
            return cancelled.reason().kind() == Kind.TIMED_OUT
                    ? timedOut(cancelled.reason().text())
                    : stopping();
        }
        if (failure instanceof InterruptedException) {
            return stopping();
        }
        String id = UUID.randomUUID().toString();
        LOG.log(clientWaits ? Level.ERROR : Level.DEBUG, "the work of a request failed, error id " + id, failure);
        return new Problem(
                500,
                "Internal Server Error",
                "The server could not answer. Its log says why under error id " + id + ".");
    }

    /** One line. */
    String json() {
        return Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title)
                .add("status", status)
                .add("detail", detail)
                .build()
                .toString();
    }
}
