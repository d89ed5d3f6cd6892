package dev.longhaul.shop.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Answers an unexpected exception with an id that the log shows beside the trace, and with nothing else; but 503 with
 * {@code Retry-After} when the database cannot be used now.
 */
@Provider
public class UnexpectedErrorMapper implements ExceptionMapper<Throwable> {

    private static final System.Logger LOG = System.getLogger(UnexpectedErrorMapper.class.getName());

    @Override
    public Response toResponse(Throwable unexpected) {
        return DatabaseRefusal.of(unexpected)
                .map(refusal -> {
                    LOG.log(Level.WARNING, "a request to the API was refused: {0}", refusal.reason());
                    return refusal.toResponse();
                })
                .orElseGet(() -> unexpected(unexpected));
    }

    private static Response unexpected(Throwable unexpected) {
        String id = UUID.randomUUID().toString();
        LOG.log(Level.ERROR, "a request to the API failed, error id " + id, unexpected);
        return Problem.of(500, "The server could not answer. Its log says why under error id " + id + ".")
                .toResponse();
    }
}
