package dev.longhaul.shop.problem;

import dev.longhaul.background.QueueClosedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers 503 with {@code Retry-After} when the application is stopping. */
@Provider
public class QueueClosedMapper implements ExceptionMapper<QueueClosedException> {

    @Override
    public Response toResponse(QueueClosedException closed) {
        return QueueRefusal.of(closed).toResponse();
    }
}
