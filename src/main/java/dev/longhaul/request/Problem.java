package dev.longhaul.request;

import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.OperationCancelledException;
import jakarta.json.Json;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.UUID;

/**
 * Why there is no answer, as a problem document (RFC 9457) without a type of its own.
 *
 * @param title what the status means, the same for each occurrence
 * @param detail this occurrence in one sentence
 */
public record Problem(int status, String title, String detail) {

    /** The media type of {@link #json()}. */
    public static final String CONTENT_TYPE = "application/problem+json";

    private static final System.Logger LOG = System.getLogger(Problem.class.getName());

    /** The reason phrases of RFC 9110, section 15, and RFC 6585. */
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(406, "Not Acceptable"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Gone"),
            Map.entry(411, "Length Required"),
            Map.entry(412, "Precondition Failed"),
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(428, "Precondition Required"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"));

    /** A problem whose title is {@link #titleOf} its status. */
    public static Problem of(int status, String detail) {
        return new Problem(status, titleOf(status), detail);
    }

    /** The reason phrase of a status; {@code Error} for one that the HTTP specifications do not define. */
    public static String titleOf(int status) {
        return TITLES.getOrDefault(status, "Error");
    }

    static Problem timedOut(String reason) {
        return of(504, "The server did not come to an answer in time: " + reason + ".");
    }

    private static Problem stopping() {
        return of(503, "The server is stopping and gave this request up. Ask again.");
    }

    /**
     * The problem of a client whose work has failed. Details that only the operator may see are logged.
     *
     * @param clientWaits whether the client was still there, so that the failure is one of the server
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
        return of(500, "The server could not answer. Its log says why under error id " + id + ".");
    }

    /** The document, in one line. */
    public String json() {
        return Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title)
                .add("status", status)
                .add("detail", detail)
                .build()
                .toString();
    }
}
