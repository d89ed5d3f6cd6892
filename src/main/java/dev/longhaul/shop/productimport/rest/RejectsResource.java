package dev.longhaul.shop.productimport.rest;

import dev.longhaul.run.RunId;
import dev.longhaul.shop.problem.ProblemException;
import dev.longhaul.shop.productimport.ImportAccess;
import dev.longhaul.shop.productimport.ImportView;
import dev.longhaul.shop.productimport.Imports;
import dev.longhaul.shop.productimport.RejectText;
import dev.longhaul.shop.productimport.RejectedRecord;
import dev.longhaul.shop.productimport.Retries;
import dev.longhaul.shop.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an import has rejected and no retry has imported. */
@Path("imports/{id}/rejects")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RejectsResource {

    private static final int MOST_LISTED = 1_000;

    @Inject
    private Imports imports;

    @Inject
    private Retries retries;

    /** The rejected records as CSV: the original columns, and which records they are and why. */
    @GET
    @Produces("text/csv; charset=UTF-8")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    public Response file(@PathParam("id") String id, @Context SecurityContext caller) {
        RunId run = require(id, caller).id();
        StreamingOutput rows = imports.downloadRejects(run, accessOf(caller).name(), Locale.ENGLISH)::writeTo;
        return Response.ok(rows)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rejects-" + run + ".csv\"")
                .build();
    }

    /** How many there are of each reason, the most frequent first. */
    @GET
    @Path("groups")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    public RejectGroups groups(@PathParam("id") String id, @Context SecurityContext caller) {
        RunId run = require(id, caller).id();
        return new RejectGroups(
                retries.left(run),
                retries.groups(run).stream().map(RejectGroupDocument::of).toList());
    }

    /**
     * A page of them, in the order of the file.
     *
     * @param code only those with this reason
     * @param after the record number that the first one follows
     */
    @GET
    @Path("records")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    public RejectPage records(
            @PathParam("id") String id,
            @QueryParam("code") @Nullable String code,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @Context UriInfo address,
            @Context SecurityContext caller) {
        if (limit < 1 || limit > MOST_LISTED) {
            throw new ProblemException(400, "limit must be from 1 to " + MOST_LISTED + ", was " + limit + ".");
        }
        RunId run = require(id, caller).id();
        List<RejectedRecord> page = retries.page(run, code, after, limit + 1);
        List<RejectText> shown = RejectText.of(
                page.stream().limit(limit).map(RejectedRecord::reject).toList(), Locale.ENGLISH);
        return new RejectPage(shown, page.size() > limit ? next(address, shown.get(limit - 1)) : null);
    }

    private static String next(UriInfo address, RejectText last) {
        URI next = address.getRequestUriBuilder()
                .replaceQueryParam("after", last.record())
                .build();
        return next.getRawPath() + "?" + next.getRawQuery();
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
