package dev.longhaul.shop.problem;

import dev.longhaul.background.QueueClosedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers 503 when the application is stopping; another node answers at once, this one after its restart. */
@Provider
public class QueueClosedMapper implements ExceptionMapper<QueueClosedException> {

    /** About what a restart takes. */
    private static final String SECONDS = "30";

    @Override
    public Response toResponse(QueueClosedException closed) {
        return Problem.of(503, "This server is stopping and takes no new work. Ask again in " + SECONDS + " s.")
                .toResponse(HttpHeaders.RETRY_AFTER, SECONDS);
    }
}
