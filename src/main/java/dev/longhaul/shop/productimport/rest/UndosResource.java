package dev.longhaul.shop.productimport.rest;

import dev.longhaul.run.RunId;
import dev.longhaul.shop.problem.ProblemException;
import dev.longhaul.shop.productimport.ImportAccess;
import dev.longhaul.shop.productimport.ImportAccess.Intervention;
import dev.longhaul.shop.productimport.ImportView;
import dev.longhaul.shop.productimport.Imports;
import dev.longhaul.shop.productimport.undo.UndoRefusedException;
import dev.longhaul.shop.productimport.undo.UndoView;
import dev.longhaul.shop.productimport.undo.Undos;
import dev.longhaul.shop.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** Undos of one import: start one, watch it, read what it did not restore, cancel it, undo it in turn. */
@Path("imports/{id}/undo")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class UndosResource {

    private static final int MOST_LISTED = 1_000;

    @Inject
    private Imports imports;

    @Inject
    private Undos undos;

    /**
     * Starts to undo the import: 202 with the undo's location. 403 if another user started the import, except for an
     * administrator; 409 if it has not ended, was undone already or changed nothing; 410 if what it changed was not
     * recorded.
     */
    @POST
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Response start(@PathParam("id") String id, @Context UriInfo address, @Context SecurityContext caller) {
        ImportView view = requirePermitted(id, caller);
        return started(view.id(), address, caller);
    }

    /** The newest undo of the import. */
    @GET
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    public UndoDocument newest(@PathParam("id") String id, @Context UriInfo address, @Context SecurityContext caller) {
        return undos.newestOf(require(id, caller).id())
                .map(undo -> UndoDocument.of(undo, address))
                .orElseThrow(() -> ProblemException.notFound("undo of this import"));
    }

    @GET
    @Path("{undo}")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    public Response show(
            @PathParam("id") String id,
            @PathParam("undo") String undo,
            @Context Request request,
            @Context UriInfo address,
            @Context SecurityContext caller) {
        UndoView view = require(id, undo, caller);
        EntityTag tag = new EntityTag(view.version());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return unchanged == null
                ? Response.ok(UndoDocument.of(view, address)).tag(tag).build()
                : unchanged.build();
    }

    /** The products that were not restored, each with the reason. */
    @GET
    @Path("{undo}/products")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    public KeptProductList products(
            @PathParam("id") String id,
            @PathParam("undo") String undo,
            @QueryParam("offset") @DefaultValue("0") int offset,
            @QueryParam("limit") @DefaultValue("100") int limit,
            @Context SecurityContext caller) {
        if (limit < 1 || limit > MOST_LISTED || offset < 0) {
            throw new ProblemException(
                    400,
                    "limit must be from 1 to " + MOST_LISTED + " and offset not negative, were " + limit + " and "
                            + offset + ".");
        }
        return KeptProductList.of(undos.kept(require(id, undo, caller).id(), offset, limit));
    }

    /** Asks the undo to stop: 202 until it has ended, then 200 if it was cancelled and 409 if it ended otherwise. */
    @POST
    @Path("{undo}/cancellation")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Response cancel(
            @PathParam("id") String id,
            @PathParam("undo") String undo,
            @Context UriInfo address,
            @Context SecurityContext caller) {
        RunId run = requirePermitted(id, undo, caller).id();
        return switch (undos.cancel(run, accessOf(caller).name())) {
            case ACCEPTED ->
                Response.accepted(UndoDocument.of(require(id, undo, caller), address))
                        .build();
            case CANCELLED ->
                Response.ok(UndoDocument.of(require(id, undo, caller), address)).build();
            case ALREADY_ENDED ->
                throw new ProblemException(
                        409,
                        "The undo has already ended: it is "
                                + require(id, undo, caller).status() + ".");
            case UNKNOWN -> throw ProblemException.notFound("undo with this id");
        };
    }

    /**
     * Resumes an undo that failed or was cancelled after its last committed chunk: 202. 409 with its status otherwise.
     */
    @POST
    @Path("{undo}/resumption")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Response resume(
            @PathParam("id") String id,
            @PathParam("undo") String undo,
            @Context UriInfo address,
            @Context SecurityContext caller) {
        UndoView view = requirePermitted(id, undo, caller);
        if (!accessOf(caller).mayResume(view.status())) {
            throw new ProblemException(403, "Only an administrator can resume a parked undo.");
        }
        RunId run = view.id();
        return switch (undos.resume(run, accessOf(caller).name())) {
            case RESUMED ->
                Response.accepted(UndoDocument.of(require(id, undo, caller), address))
                        .build();
            case NOT_ENDED, SUCCEEDED, HELD ->
                throw new ProblemException(
                        409,
                        "Only an undo that failed or was cancelled, and was not undone, can be resumed; it is "
                                + require(id, undo, caller).status() + ".");
            case UNKNOWN -> throw ProblemException.notFound("undo with this id");
        };
    }

    /** Undoes the undo, so that the products are as the import left them: as for the import itself. */
    @POST
    @Path("{undo}/undo")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Response undo(
            @PathParam("id") String id,
            @PathParam("undo") String undo,
            @Context UriInfo address,
            @Context SecurityContext caller) {
        return started(requirePermitted(id, undo, caller).id(), address, caller);
    }

    private Response started(RunId undone, UriInfo address, SecurityContext caller) {
        try {
            UndoView view = undos.find(undos.start(undone, accessOf(caller).name()))
                    .orElseThrow(() -> ProblemException.notFound("undo with this id"));
            UndoDocument document = UndoDocument.of(view, address);
            // a path without a host, as for an import
            return Response.accepted(document)
                    .header(HttpHeaders.LOCATION, document.links().get("self"))
                    .build();
        } catch (UndoRefusedException refused) {
            throw new ProblemException(
                    switch (refused.refusal()) {
                        case UNKNOWN -> 404;
                        case NOT_RECORDED -> 410;
                        case NOT_ENDED, UNDONE, NOTHING_CHANGED, REDONE -> 409;
                    },
                    refused.refusal().sentence());
        }
    }

    private ImportView requirePermitted(String id, SecurityContext caller) {
        ImportView view = require(id, caller);
        accessOf(caller).refusal(Intervention.UNDO, view).ifPresent(sentence -> {
            throw new ProblemException(403, sentence);
        });
        return view;
    }

    private UndoView requirePermitted(String id, String undo, SecurityContext caller) {
        requirePermitted(id, caller);
        return require(id, undo, caller);
    }

    /** An import that the caller may not see is answered exactly as an unknown one. */
    private ImportView require(String id, SecurityContext caller) {
        return RunId.parse(id)
                .flatMap(run -> imports.findVisible(run, accessOf(caller)))
                .orElseThrow(() -> ProblemException.notFound("import with this id"));
    }

    private UndoView require(String id, String undo, SecurityContext caller) {
        RunId imported = require(id, caller).id();
        return RunId.parse(undo)
                .flatMap(undos::find)
                .filter(view -> view.importRun().equals(imported))
                .orElseThrow(() -> ProblemException.notFound("undo with this id"));
    }

    private static ImportAccess accessOf(SecurityContext caller) {
        return ImportsResource.accessOf(caller);
    }
}
