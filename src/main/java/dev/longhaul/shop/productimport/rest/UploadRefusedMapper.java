package dev.longhaul.shop.productimport.rest;

import dev.longhaul.shop.problem.ProblemException;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers a refused file with the sentence that says why. */
@Provider
public class UploadRefusedMapper implements ExceptionMapper<UploadRefusedException> {

    @Override
    public Response toResponse(UploadRefusedException refused) {
        Response answer = new ProblemException(refused.status(), String.valueOf(refused.getMessage())).getResponse();
        return refused.retryAfter()
                .map(wait -> Response.fromResponse(answer)
                        .header(HttpHeaders.RETRY_AFTER, wait.toSeconds())
                        .build())
                .orElse(answer);
    }
}
