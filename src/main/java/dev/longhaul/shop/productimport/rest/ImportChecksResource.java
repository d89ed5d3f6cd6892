package dev.longhaul.shop.productimport.rest;

import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.request.Answer;
import dev.longhaul.request.BodyFormat;
import dev.longhaul.request.Heartbeat;
import dev.longhaul.request.LongRequest;
import dev.longhaul.request.LongRequests;
import dev.longhaul.request.RequestOptions;
import dev.longhaul.shop.productimport.ImportCheck;
import dev.longhaul.shop.productimport.ImportChecks;
import dev.longhaul.shop.productimport.UploadForm;
import dev.longhaul.shop.productimport.UploadRefusedException;
import dev.longhaul.shop.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * Checks a file against the catalogue while the client waits: counts and the first problems. Leaving stops the check,
 * and nothing of the file is kept. After a second the answer begins with blanks, so from then on a refusal is told by
 * the problem document in the body alone.
 */
@Path("import-checks")
@RequestScoped
public class ImportChecksResource {

    private static final RequestOptions WAITING =
            RequestOptions.of(BodyFormat.JSON).withHeartbeat(Heartbeat.DEFAULT).withDeadline(Duration.ofMinutes(30));

    private static final Jsonb JSON = JsonbBuilder.create();

    @Inject
    private ImportChecks checks;

    @Inject
    private LongRequests requests;

    @Inject
    private BackgroundQueues queues;

    /** Takes the file as the raw body; the check runs in the background, with others by turns. */
    @POST
    @Consumes({"text/csv", "text/plain", "text/tab-separated-values", "application/csv", "application/octet-stream"})
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public void check(
            InputStream file,
            @QueryParam("fileName") @DefaultValue("upload.csv") String fileName,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context SecurityContext caller,
            @Suspended AsyncResponse answeredByTheRequest)
            throws UploadRefusedException, IOException {
        start(checks.receive(fileName, file, request.getContentLengthLong(), nameOf(caller)), request, response);
    }

    /** Takes the first file of a form, as {@code curl -F} sends it. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public void checkForm(
            InputStream form,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context SecurityContext caller,
            @Suspended AsyncResponse answeredByTheRequest)
            throws UploadRefusedException, IOException {
        UploadForm upload = UploadForm.open(contentType, form);
        start(checks.receive(upload.fileName(), upload.file(), -1, nameOf(caller)), request, response);
    }

    /** The same with the raw body, on the request's own thread and therefore at once. */
    @POST
    @Path("blocking")
    @Consumes({"text/csv", "text/plain", "text/tab-separated-values", "application/csv", "application/octet-stream"})
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public void checkBlocking(
            InputStream file,
            @QueryParam("fileName") @DefaultValue("upload.csv") String fileName,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context SecurityContext caller)
            throws UploadRefusedException, IOException {
        try (ImportCheck check = checks.receive(fileName, file, request.getContentLengthLong(), nameOf(caller));
                LongRequest waiting = requests.open(request, response, WAITING)) {
            waiting.answer(client -> answer(check, client));
        }
    }

    private void start(ImportCheck check, HttpServletRequest request, HttpServletResponse response) throws IOException {
        LongRequest waiting;
        try {
            waiting = requests.start(request, response, WAITING);
        } catch (IOException | RuntimeException failed) {
            check.close();
            throw failed;
        }
        try {
            queues.queue("checks").enqueue("check of " + check.fileName(), stopping -> {
                try (check) {
                    waiting.answer(client -> answer(check, client));
                }
            });
        } catch (RuntimeException full) {
            check.close();
            waiting.fail(503, "Service Unavailable", "The server takes no more checks now. Ask again.");
        }
    }

    private static Answer answer(ImportCheck check, LongRequest client) throws Exception {
        try {
            return Answer.json(JSON.toJson(ImportCheckDocument.of(check.run(client.token()))));
        } catch (UploadRefusedException refused) {
            return Answer.problem(refused.status(), "Unprocessable Content", String.valueOf(refused.getMessage()));
        }
    }

    private static String nameOf(SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }
}
