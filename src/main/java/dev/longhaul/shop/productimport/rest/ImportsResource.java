package dev.longhaul.shop.productimport.rest;

import dev.longhaul.run.CancelAnswer;
import dev.longhaul.run.ForceAnswer;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.problem.ProblemException;
import dev.longhaul.shop.productimport.ImportAccess;
import dev.longhaul.shop.productimport.ImportAccess.Intervention;
import dev.longhaul.shop.productimport.ImportIntake;
import dev.longhaul.shop.productimport.ImportView;
import dev.longhaul.shop.productimport.Imports;
import dev.longhaul.shop.productimport.ReadFile;
import dev.longhaul.shop.productimport.WarningText;
import dev.longhaul.shop.productimport.staging.ReadingProfiles;
import dev.longhaul.shop.productimport.upload.UploadForm;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
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
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;

/** Imports: start one by sending its file, watch it, read what it rejected, cancel it. */
@Path("imports")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ImportsResource {

    private static final int MOST_LISTED = 200;

    @Inject
    private ReadingProfiles profiles;

    @Inject
    private ImportIntake intake;

    @Inject
    private Imports imports;

    /**
     * Takes a file as the raw body and starts its import.
     *
     * @param fileName how the import is listed
     */
    @POST
    @Consumes(UploadTypes.RAW_FILE)
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Response start(
            InputStream file,
            @QueryParam("fileName") @DefaultValue("upload.csv") String fileName,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
            @BeanParam StartParameters start,
            @BeanParam ReadingParameters reading,
            @Context UriInfo address,
            @Context SecurityContext caller)
            throws UploadRefusedException {
        return accepted(
                intake.accept(
                        fileName, file, length, start.by(accessOf(caller).name(), reading.choices(profiles::find))),
                address);
    }

    /** Takes the first file of a form, as a browser or {@code curl -F} sends it, and starts its import. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Response startFromForm(
            InputStream form,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @BeanParam StartParameters start,
            @BeanParam ReadingParameters reading,
            @Context UriInfo address,
            @Context SecurityContext caller)
            throws UploadRefusedException {
        UploadForm upload = UploadForm.open(contentType, form);
        // the length of the form says little about the file: the intake counts what arrives
        return accepted(
                intake.accept(
                        upload.fileName(),
                        upload.file(),
                        -1,
                        start.by(accessOf(caller).name(), reading.choices(profiles::find))),
                address);
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    public ImportList list(
            @QueryParam("limit") @DefaultValue("50") int limit,
            @Context UriInfo address,
            @Context SecurityContext caller) {
        if (limit < 1 || limit > MOST_LISTED) {
            throw new ProblemException(400, "limit must be from 1 to " + MOST_LISTED + ", was " + limit + ".");
        }
        return new ImportList(imports.listVisible(limit, accessOf(caller)).stream()
                .map(view -> ImportDocument.of(view, address))
                .toList());
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    public Response show(
            @PathParam("id") String id,
            @Context Request request,
            @Context UriInfo address,
            @Context SecurityContext caller) {
        ImportView view = require(id, caller);
        EntityTag tag = new EntityTag(view.version());
        Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return unchanged == null
                ? Response.ok(ImportDocument.of(view, address)).tag(tag).build()
                : unchanged.build();
    }

    /** How the file is read: its format, what each column became, and what is assumed. */
    @GET
    @Path("{id}/reading")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    public ReadFile reading(@PathParam("id") String id, @Context SecurityContext caller) {
        return imports.reading(require(id, caller).id())
                .orElseThrow(() -> ProblemException.notFound("file of this import"));
    }

    /** What looks wrong in records that were imported nevertheless, by reason and column. */
    @GET
    @Path("{id}/warnings")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    public WarningList warnings(@PathParam("id") String id, @Context SecurityContext caller) {
        return new WarningList(
                WarningText.of(imports.warnings(require(id, caller).id()), Locale.ENGLISH));
    }

    /**
     * Asks the import to stop: 202 until it has ended, then 200 if it was cancelled and 409 if it ended otherwise. 403
     * if another user started it, except for an administrator.
     */
    @POST
    @Path("{id}/cancellation")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Response cancel(@PathParam("id") String id, @Context UriInfo address, @Context SecurityContext caller) {
        RunId run = requirePermitted(Intervention.CANCEL, id, caller);
        CancelAnswer answer = imports.cancel(run, accessOf(caller).name(), "");
        ImportDocument document = ImportDocument.of(require(id, caller), address);
        return switch (answer) {
            case ACCEPTED -> Response.accepted(document).build();
            case CANCELLED -> Response.ok(document).build();
            case ALREADY_ENDED ->
                throw new ProblemException(409, "The import has already ended: it is " + document.status() + ".");
            case UNKNOWN -> throw ProblemException.notFound("import " + id);
        };
    }

    /**
     * Resumes an import that failed or was cancelled after its last committed record: 202. Only an administrator may
     * resume a parked one. 409 with its status when there is nothing to resume.
     */
    @POST
    @Path("{id}/resumption")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Response resume(@PathParam("id") String id, @Context UriInfo address, @Context SecurityContext caller) {
        RunId run = requirePermitted(Intervention.RESUME, id, caller);
        return switch (imports.resume(run, accessOf(caller).name())) {
            case RESUMED ->
                Response.accepted(ImportDocument.of(require(id, caller), address))
                        .build();
            case NOT_ENDED, SUCCEEDED ->
                throw new ProblemException(
                        409,
                        "Only an import that failed, was cancelled or is parked can be resumed; it is "
                                + require(id, caller).status() + ".");
            case HELD ->
                throw new ProblemException(409, "The import was undone, or is being undone, so it is not resumed.");
            case UNKNOWN -> throw ProblemException.notFound("import " + id);
        };
    }

    /**
     * Ends an import that was asked to stop {@link ForceAnswer#PATIENCE} ago or longer and has not: 200. For
     * administrators.
     */
    @POST
    @Path("{id}/forced-end")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public Response force(@PathParam("id") String id, @Context UriInfo address, @Context SecurityContext caller) {
        RunId run = requirePermitted(Intervention.FORCE, id, caller);
        return switch (imports.force(run, accessOf(caller).name())) {
            case FORCED ->
                Response.ok(ImportDocument.of(require(id, caller), address)).build();
            case TOO_EARLY ->
                throw new ProblemException(
                        409,
                        "The import was asked to stop less than " + ForceAnswer.PATIENCE.toMinutes() + " minutes ago.");
            case NOT_CANCELLING ->
                throw new ProblemException(
                        409,
                        "Only an import that is CANCELLING can be forced to end; it is "
                                + require(id, caller).status() + ".");
            case UNKNOWN -> throw ProblemException.notFound("import " + id);
        };
    }

    /** Every change of its status, with who, where and why. */
    @GET
    @Path("{id}/history")
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    public History history(@PathParam("id") String id, @Context SecurityContext caller) {
        return new History(imports.history(require(id, caller).id()).stream()
                .map(TransitionDocument::of)
                .toList());
    }

    private RunId requirePermitted(Intervention intervention, String id, SecurityContext caller) {
        ImportView view = require(id, caller);
        accessOf(caller).refusal(intervention, view).ifPresent(sentence -> {
            throw new ProblemException(403, sentence);
        });
        return view.id();
    }

    private Response accepted(RunId id, UriInfo address) {
        return accepted(id, imports, address);
    }

    /** The answer to a start. */
    static Response accepted(RunId id, Imports imports, UriInfo address) {
        URI self =
                address.getBaseUriBuilder().path("imports").path(id.toString()).build();
        // a path (RFC 9110, section 10.2.2): the host would be that of the request, which may be forged, or a proxy's
        // own
        Response.ResponseBuilder answer = Response.accepted().header(HttpHeaders.LOCATION, self.getRawPath());
        imports.find(id).ifPresent(view -> answer.entity(ImportDocument.of(view, address)));
        return answer.build();
    }

    /** An import that the caller may not see is answered exactly as an unknown one. */
    private ImportView require(String id, SecurityContext caller) {
        return RunId.parse(id)
                .flatMap(run -> imports.findVisible(run, accessOf(caller)))
                .orElseThrow(() -> ProblemException.notFound("import with this id"));
    }

    /** What the caller may see and do. */
    static ImportAccess accessOf(SecurityContext caller) {
        return ImportAccess.of(caller.getUserPrincipal(), caller::isUserInRole);
    }
}
