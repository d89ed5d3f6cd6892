package dev.longhaul.shop.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers a request that is not as its endpoint describes it with the sentence that says why. */
@Provider
public class InvalidRequestMapper implements ExceptionMapper<InvalidRequestException> {

    @Override
    public Response toResponse(InvalidRequestException invalid) {
        return Problem.of(invalid.status(), invalid.getMessage()).toResponse();
    }
}
