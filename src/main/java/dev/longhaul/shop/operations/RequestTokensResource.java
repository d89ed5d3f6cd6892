package dev.longhaul.shop.operations;

import dev.longhaul.request.DetectorReport;
import dev.longhaul.request.LongRequests;
import dev.longhaul.shop.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How this server notices that a client has gone, and how long that may take. */
@Path("request-tokens")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RequestTokensResource {

    @Inject
    private LongRequests requests;

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
    public DetectorReport show() {
        return requests.report();
    }
}
