package dev.longhaul.shop.catalog.rest;

import dev.longhaul.request.Answer;
import dev.longhaul.request.BodyFormat;
import dev.longhaul.request.LongRequest;
import dev.longhaul.request.LongRequests;
import dev.longhaul.request.RequestOptions;
import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditLine;
import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.catalog.CatalogExport;
import dev.longhaul.shop.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.io.IOException;

/**
 * The whole catalogue as one CSV file, sent while it is read; reading stops when the reader leaves. A file that the
 * server could not complete ends in a quoted cell that never ends, so that no program takes it for the whole.
 */
@Path("products.csv")
@RequestScoped
public class ProductExportResource {

    private static final RequestOptions STREAMED = RequestOptions.of(BodyFormat.CSV);

    @Inject
    private CatalogExport export;

    @Inject
    private LongRequests requests;

    @Inject
    private AuditTrail audit;

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    public void export(@Context HttpServletRequest request, @Context HttpServletResponse response) throws IOException {
        boolean headOnly = request.getMethod().equals("HEAD");
        if (!headOnly) {
            audit.record(AuditLine.of(AuditAction.CATALOGUE_DOWNLOADED, request.getRemoteUser()));
        }
        try (LongRequest reader = requests.open(request, response, STREAMED)) {
            reader.header("Content-Disposition", "attachment; filename=\"products.csv\"");
            reader.answer(waiting -> {
                if (!headOnly) {
                    export.write(waiting.body(), waiting.token());
                }
                return Answer.nothingMore();
            });
        }
    }
}
