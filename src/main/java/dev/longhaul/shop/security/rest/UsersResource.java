package dev.longhaul.shop.security.rest;

import dev.longhaul.shop.problem.ProblemException;
import dev.longhaul.shop.security.Roles;
import dev.longhaul.shop.security.UserAccount;
import dev.longhaul.shop.security.UserAccounts;
import dev.longhaul.shop.security.UserRefusedException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Who may sign in; for administrators. Passwords go in and never come out. */
@RequestScoped
@Path("/users")
@RolesAllowed(Roles.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {

    @Inject
    private UserAccounts accounts;

    /** All users by name. */
    @GET
    public List<UserAccount> list() {
        return accounts.list();
    }

    /** Adds or changes a user: 201 when new, 204 when known, 422 with the reason when not allowed. */
    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response save(@PathParam("name") String name, InputStream body) throws IOException {
        UserChange change = UserChange.read(name, body)
                .orElseThrow(() -> new ProblemException(
                        400, "The body must be a JSON object with roles, a list, and may have a password."));
        try {
            boolean isNew = accounts.save(change.account(), change.password());
            return Response.status(isNew ? 201 : 204).build();
        } catch (UserRefusedException e) {
            throw new ProblemException(422, String.valueOf(e.getMessage()));
        }
    }
}
