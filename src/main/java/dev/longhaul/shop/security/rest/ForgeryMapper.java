package dev.longhaul.shop.security.rest;

import dev.longhaul.shop.problem.ProblemException;
import dev.longhaul.shop.security.ForgeryRefusedException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers what {@code ForgeryTokens.require} refused inside a resource method as the forgery filter would. */
@Provider
public class ForgeryMapper implements ExceptionMapper<ForgeryRefusedException> {

    private static final System.Logger LOG = System.getLogger(ForgeryMapper.class.getName());

    @Override
    public Response toResponse(ForgeryRefusedException refused) {
        LOG.log(System.Logger.Level.WARNING, "refused a request to the API as forged: {0}", refused.getMessage());
        return new ProblemException(403, "The request does not carry the token of the page it comes from.")
                .getResponse();
    }
}
