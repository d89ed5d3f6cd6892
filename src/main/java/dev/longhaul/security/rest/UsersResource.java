package dev.longhaul.security.rest;

import dev.longhaul.problem.ProblemException;
import dev.longhaul.security.Roles;
import dev.longhaul.security.UserAccount;
import dev.longhaul.security.UserAccounts;
import dev.longhaul.security.UserRefusedException;
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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
    public Response save(@PathParam("name") String name, @Nullable Change change) {
        if (change == null || change.roles() == null || change.roles().stream().anyMatch(Objects::isNull)) {
            throw new ProblemException(422, "The body must be an object with the roles of the user.");
        }
        try {
            UserAccount account =
                    new UserAccount(name, Set.copyOf(change.roles()), Boolean.TRUE.equals(change.disabled()));
            return Response.status(accounts.save(account, change.password()) ? 201 : 204)
                    .build();
        } catch (UserRefusedException e) {
            throw new ProblemException(422, String.valueOf(e.getMessage()));
        }
    }

    /**
     * What to save.
     *
     * @param password null leaves that of a known user as it is
     * @param roles of {@link Roles}
     * @param disabled null means false
     */
    public record Change(
            @Nullable String password,
            @Nullable List<String> roles,
            @Nullable Boolean disabled) {}
}
