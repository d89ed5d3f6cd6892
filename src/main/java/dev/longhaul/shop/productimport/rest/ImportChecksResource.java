package dev.longhaul.shop.productimport.rest;

import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.request.BodyFormat;
import dev.longhaul.request.Heartbeat;
import dev.longhaul.request.LongRequest;
import dev.longhaul.request.LongRequests;
import dev.longhaul.request.RequestOptions;
import dev.longhaul.shop.productimport.CheckedFile;
import dev.longhaul.shop.productimport.ImportAccess;
import dev.longhaul.shop.productimport.ImportCheck;
import dev.longhaul.shop.productimport.ImportChecks;
import dev.longhaul.shop.productimport.Imports;
import dev.longhaul.shop.productimport.staging.ReadingProfile;
import dev.longhaul.shop.productimport.staging.ReadingProfiles;
import dev.longhaul.shop.productimport.upload.UploadForm;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.HeaderPrint;
import dev.longhaul.shop.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.BeanParam;
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
import java.util.List;

/**
 * Checks a file against the catalogue while the client waits; the answer has counts and the first problems. The check
 * stops when the client leaves, and nothing of the file is kept. After a second the answer begins with blanks; from
 * then on only the problem document in the body reports a refusal.
 */
@Path("import-checks")
@RequestScoped
public class ImportChecksResource {

    private static final RequestOptions WAITING =
            RequestOptions.of(BodyFormat.JSON).withHeartbeat(Heartbeat.DEFAULT).withDeadline(Duration.ofMinutes(30));

    @Inject
    private Imports imports;

    @Inject
    private ReadingProfiles profiles;

    @Inject
    private ImportChecks checks;

    @Inject
    private LongRequests requests;

    @Inject
    private BackgroundQueues queues;

    @Inject
    private Jsonb json;

    /** Takes the file as the raw body; the check runs in the background, taking turns with others. */
    @POST
    @Consumes(UploadTypes.RAW_FILE)
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public void check(
            InputStream file,
            @QueryParam("fileName") @DefaultValue("upload.csv") String fileName,
            @QueryParam("mode") @DefaultValue("both") String mode,
            @BeanParam ReadingParameters reading,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context SecurityContext caller,
            @Suspended AsyncResponse answeredByTheRequest)
            throws UploadRefusedException, IOException {
        start(
                checks.receive(
                        fileName,
                        file,
                        request.getContentLengthLong(),
                        ImportsResource.accessOf(caller).name(),
                        reading.choices(profiles::find),
                        StartParameters.mode(mode)),
                ImportsResource.accessOf(caller),
                request,
                response);
    }

    /** Takes the first file of a form, as {@code curl -F} sends it. */
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public void checkForm(
            InputStream form,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @QueryParam("mode") @DefaultValue("both") String mode,
            @BeanParam ReadingParameters reading,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context SecurityContext caller,
            @Suspended AsyncResponse answeredByTheRequest)
            throws UploadRefusedException, IOException {
        UploadForm upload = UploadForm.open(contentType, form);
        start(
                checks.receive(
                        upload.fileName(),
                        upload.file(),
                        -1,
                        ImportsResource.accessOf(caller).name(),
                        reading.choices(profiles::find),
                        StartParameters.mode(mode)),
                ImportsResource.accessOf(caller),
                request,
                response);
    }

    /** The same with the raw body, on the request's own thread and therefore at once. */
    @POST
    @Path("blocking")
    @Consumes(UploadTypes.RAW_FILE)
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER})
    public void checkBlocking(
            InputStream file,
            @QueryParam("fileName") @DefaultValue("upload.csv") String fileName,
            @QueryParam("mode") @DefaultValue("both") String mode,
            @BeanParam ReadingParameters reading,
            @Context HttpServletRequest request,
            @Context HttpServletResponse response,
            @Context SecurityContext caller)
            throws UploadRefusedException, IOException {
        ImportAccess access = ImportsResource.accessOf(caller);
        try (ImportCheck check = checks.receive(
                        fileName,
                        file,
                        request.getContentLengthLong(),
                        ImportsResource.accessOf(caller).name(),
                        reading.choices(profiles::find),
                        StartParameters.mode(mode));
                LongRequest client = requests.open(request, response, WAITING)) {
            new WaitingCheck(check, client, json, checked -> document(checked, access)).run();
        }
    }

    private ImportCheckDocument document(CheckedFile checked, ImportAccess access) {
        List<String> header =
                checked.reading().columns().stream().map(ColumnReading::name).toList();
        return ImportCheckDocument.of(
                checked,
                imports.findEarlier(checked.sha256(), access)
                        .map(earlier -> earlier.id().toString())
                        .orElse(null),
                profiles.fitting(HeaderPrint.of(header)).stream()
                        .map(ReadingProfile::name)
                        .toList());
    }

    private void start(ImportCheck check, ImportAccess access, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        LongRequest client;
        try {
            client = requests.start(request, response, WAITING);
        } catch (IOException | RuntimeException failed) {
            check.close();
            throw failed;
        }
        new WaitingCheck(check, client, json, checked -> document(checked, access)).enqueueOn(queues.queue("checks"));
    }
}
