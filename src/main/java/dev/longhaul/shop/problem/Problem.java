package dev.longhaul.shop.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457): how the program interface says what went wrong.
 *
 * @param type names the kind of problem; {@code about:blank} means the status says it all
 * @param title the kind in words, the same for each occurrence
 * @param detail this occurrence in one sentence: what was seen, what is allowed
 */
public record Problem(
        String type, String title, int status, @Nullable String detail) {

    static final MediaType MEDIA_TYPE = new MediaType("application", "problem+json");

    static Problem of(int status, @Nullable String detail) {
        Response.Status known = Response.Status.fromStatusCode(status);
        String title = known == null ? (status == 422 ? "Unprocessable Content" : "Error") : known.getReasonPhrase();
        return new Problem("about:blank", title, status, detail);
    }

    Response toResponse() {
        return answer().build();
    }

    Response toResponse(String header, String value) {
        return answer().header(header, value).build();
    }

    private Response.ResponseBuilder answer() {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(this);
    }
}
