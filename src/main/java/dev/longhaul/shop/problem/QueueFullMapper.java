package dev.longhaul.shop.problem;

import dev.longhaul.background.QueueFullException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers 429 when a background queue holds as many tasks as it may, and says when to ask again. */
@Provider
public class QueueFullMapper implements ExceptionMapper<QueueFullException> {

    private static final String SECONDS = "5";

    @Override
    public Response toResponse(QueueFullException full) {
        return Problem.of(
                        429,
                        "As much work is waiting as queue " + full.queue() + " holds, " + full.capacity()
                                + " tasks. Ask again in " + SECONDS + " s.")
                .toResponse(HttpHeaders.RETRY_AFTER, SECONDS);
    }
}
