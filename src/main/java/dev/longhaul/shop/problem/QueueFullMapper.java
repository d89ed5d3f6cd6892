package dev.longhaul.shop.problem;

import dev.longhaul.background.QueueFullException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers 429 with {@code Retry-After} when a background queue holds as many tasks as it may. */
@Provider
public class QueueFullMapper implements ExceptionMapper<QueueFullException> {

    @Override
    public Response toResponse(QueueFullException full) {
        return QueueRefusal.of(full).toResponse();
    }
}
