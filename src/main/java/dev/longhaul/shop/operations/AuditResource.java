package dev.longhaul.shop.operations;

import dev.longhaul.shop.audit.AuditEntry;
import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.problem.InvalidRequestException;
import dev.longhaul.shop.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.stream.Collectors;

/** The audit trail for programs, one JSON object a line, in the order in which the lines were written. */
@RequestScoped
@Path("/audit")
public class AuditResource {

    @Inject
    private AuditTrail trail;

    /**
     * The next lines after the one with the id {@code after}. A program reads on with the id of the last line that it
     * got; an answer without lines means that there are no more for now.
     *
     * @param limit from 1 to {@value AuditTrail#MOST_AT_ONCE}
     * @see AuditQuery for the parameters that restrict it
     */
    @GET
    @Produces("application/x-ndjson")
    @RolesAllowed(Roles.ADMIN)
    public String read(
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("500") int limit,
            @Context UriInfo address) {
        if (limit < 1 || limit > AuditTrail.MOST_AT_ONCE) {
            throw new InvalidRequestException(
                    "limit must be from 1 to " + AuditTrail.MOST_AT_ONCE + ", was " + limit + ".");
        }
        return trail
                .after(AuditQuery.filter(name -> address.getQueryParameters().getFirst(name)), after, limit)
                .stream()
                .map(AuditResource::json)
                .collect(Collectors.joining());
    }

    private static String json(AuditEntry entry) {
        return Json.createObjectBuilder()
                        .add("id", entry.id())
                        .add("at", entry.at().toString())
                        .add("node", entry.node())
                        .add("action", entry.action())
                        .add("user", entry.user())
                        .add("address", entry.address())
                        .add("subject", entry.subject())
                        .add("detail", entry.detail())
                        .add("times", entry.times())
                        .build()
                + "\n";
    }
}
