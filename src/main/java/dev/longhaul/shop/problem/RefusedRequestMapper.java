package dev.longhaul.shop.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Answers a refused request with a problem document, and keeps the headers that say what to do, such as Allow. */
@Provider
public class RefusedRequestMapper implements ExceptionMapper<WebApplicationException> {

    private static final List<String> ADVICE =
            List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE);

    @Override
    public Response toResponse(WebApplicationException refused) {
        Response given = refused.getResponse();
        if (given.getStatus() < 400 || refused instanceof ProblemException) {
            return given;
        }
        Response.ResponseBuilder answer =
                Response.fromResponse(Problem.of(given.getStatus(), null).toResponse());
        ADVICE.forEach(name -> {
            Object value = given.getHeaders().getFirst(name);
            if (value != null) {
                answer.header(name, value);
            }
        });
        return answer.build();
    }
}
