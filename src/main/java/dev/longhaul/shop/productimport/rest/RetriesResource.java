package dev.longhaul.shop.productimport.rest;

import dev.longhaul.run.RunId;
import dev.longhaul.shop.problem.ProblemException;
import dev.longhaul.shop.productimport.ImportAccess;
import dev.longhaul.shop.productimport.ImportAccess.Intervention;
import dev.longhaul.shop.productimport.ImportView;
import dev.longhaul.shop.productimport.Imports;
import dev.longhaul.shop.productimport.Retries;
import dev.longhaul.shop.productimport.RetryRefusedException;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import org.jspecify.annotations.Nullable;

/** Imports the rejects of an import again. */
@Path("imports/{id}/retries")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RetriesResource {

    @Inject
    private Imports imports;

    @Inject
    private Retries retries;

    /**
     * Imports the rejects again: 202 with the import that does it. The body is a changed file of rejects; without a
     * body they are retried as they are. 403 if another user started the import, except for an administrator; 409 if it
     * has not ended, was undone, is itself a retry or has no reject left; 422 if the file has other columns.
     *
     * @param code without a body, only those with this reason
     */
    @POST
    @Consumes(UploadTypes.RAW_FILE)
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Response retry(
            @PathParam("id") String id,
            InputStream file,
            @QueryParam("fileName") @DefaultValue("rejects.csv") String fileName,
            @QueryParam("code") @Nullable String code,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
            @HeaderParam(StartParameters.IDEMPOTENCY_KEY) @Nullable String idempotencyKey,
            @Context UriInfo address,
            @Context SecurityContext caller)
            throws UploadRefusedException, IOException {
        ImportView view = require(id, caller);
        ImportAccess access = accessOf(caller);
        access.refusal(Intervention.RETRY, view).ifPresent(sentence -> {
            throw new ProblemException(403, sentence);
        });
        String key = StartParameters.key(StartParameters.IDEMPOTENCY_KEY, idempotencyKey);
        PushbackInputStream body = new PushbackInputStream(file);
        int first = body.read();
        try {
            RunId retry;
            if (first < 0) {
                retry = retries.retryAll(view.id(), code, access.name(), key);
            } else {
                body.unread(first);
                retry = retries.retryFile(view.id(), fileName, body, length, access.name(), key);
            }
            return ImportsResource.accepted(retry, imports, address);
        } catch (RetryRefusedException refused) {
            throw new ProblemException(409, String.valueOf(refused.getMessage()));
        }
    }

    /** The retries that the caller may see, and how many rejects are left. */
    @GET
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    public RetryList retries(@PathParam("id") String id, @Context UriInfo address, @Context SecurityContext caller) {
        RunId run = require(id, caller).id();
        return new RetryList(
                retries.left(run),
                retries.of(run, accessOf(caller)).stream()
                        .map(view -> ImportDocument.of(view, address))
                        .toList());
    }

    /** An import that the caller may not see is answered exactly as an unknown one. */
    private ImportView require(String id, SecurityContext caller) {
        return RunId.parse(id)
                .flatMap(run -> imports.findVisible(run, accessOf(caller)))
                .orElseThrow(() -> ProblemException.notFound("import with this id"));
    }

    private static ImportAccess accessOf(SecurityContext caller) {
        return ImportsResource.accessOf(caller);
    }
}
