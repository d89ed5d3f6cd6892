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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
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

    /**
     * Adds or changes a user: 201 when new, 204 when known, 422 with the reason when not allowed. What the body does
     * not name stays as it is, so a change of roles does not enable a disabled user.
     */
    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response save(@PathParam("name") String name, InputStream body, @Context SecurityContext caller)
            throws IOException {
        try {
            boolean isNew = accounts.save(UserBody.read(name, body), Callers.name(caller));
            return Response.status(isNew ? 201 : 204).build();
        } catch (UserRefusedException e) {
            throw new ProblemException(422, String.valueOf(e.getMessage()));
        }
    }
}
