package dev.longhaul.shop.problem;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457): how the API says what went wrong.
 *
 * @param type names the kind of problem; {@code about:blank} means the status says it all
 * @param title the kind in words, the same for each occurrence
 * @param detail this occurrence in one sentence: what was seen, what is allowed
 */
public record Problem(
        String type, String title, int status, @Nullable String detail) {

    /** The media type of a problem document. */
    public static final String CONTENT_TYPE = "application/problem+json";

    /** A problem of this status; the title follows from it. */
    public static Problem of(int status, @Nullable String detail) {
        return new Problem("about:blank", titleOf(status), status, detail);
    }

    /** The status in words, as RFC 9110 names it. */
    public static String titleOf(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return switch (status) {
            // JAX-RS has an older name for the first, and none for the others
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            case 507 -> "Insufficient Storage";
            default -> known == null ? "Error " + status : known.getReasonPhrase();
        };
    }

    /**
     * The document as text, for answers that JAX-RS does not write.
     *
     * @param id what the log says the same of, as an extension member
     */
    public String json(String id) {
        JsonObjectBuilder document =
                Json.createObjectBuilder().add("type", type).add("title", title).add("status", status);
        if (detail != null) {
            document.add("detail", detail);
        }
        return document.add("id", id).build().toString();
    }

    Response toResponse() {
        return answer().build();
    }

    Response toResponse(String header, String value) {
        return answer().header(header, value).build();
    }

    private Response.ResponseBuilder answer() {
        return Response.status(status)
                .type(CONTENT_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(this);
    }
}
