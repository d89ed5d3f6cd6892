package dev.longhaul.shop.productimport.rest;

import dev.longhaul.run.RunActiveException;
import dev.longhaul.shop.problem.ProblemException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * An import that was refused because another one of the caller with its start key has not ended: 409 with a link to
 * that one, which the caller sees because it is their own.
 */
@Provider
public class RunActiveMapper implements ExceptionMapper<RunActiveException> {

    @Context
    @SuppressWarnings("NullAway.Init") // injected by the server before any request
    private UriInfo address;

    @Override
    public Response toResponse(RunActiveException refused) {
        String active = address.getBaseUriBuilder()
                .path("imports")
                .path(refused.active().toString())
                .build()
                .getRawPath();
        return Response.fromResponse(new ProblemException(
                                409, "Another of your imports with this startKey has not ended: " + active + ".")
                        .getResponse())
                .header(HttpHeaders.LINK, "<" + active + ">; rel=\"active\"")
                .build();
    }
}
