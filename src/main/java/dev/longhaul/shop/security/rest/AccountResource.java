package dev.longhaul.shop.security.rest;

import dev.longhaul.shop.problem.JsonBody;
import dev.longhaul.shop.problem.ProblemException;
import dev.longhaul.shop.security.ApiTokens;
import dev.longhaul.shop.security.OwnPassword;
import dev.longhaul.shop.security.PasswordAnswer;
import dev.longhaul.shop.security.Roles;
import dev.longhaul.shop.security.SignIn;
import dev.longhaul.shop.security.SignIns;
import dev.longhaul.shop.security.TokenScope;
import dev.longhaul.shop.security.UserRefusedException;
import dev.longhaul.shop.security.connection.ClientConnection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The caller's own account: password, sign-ins, API tokens. Nothing here names another user. */
@RequestScoped
@Path("/account")
@RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER})
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {

    @Inject
    private OwnPassword passwords;

    @Inject
    private SignIns signIns;

    @Inject
    private ApiTokens tokens;

    /** Who the caller is. */
    @GET
    public AccountDocument show(@Context SecurityContext caller) {
        List<String> roles =
                Roles.ALL.stream().filter(caller::isUserInRole).sorted().toList();
        return new AccountDocument(Callers.name(caller), roles, passwords.isOffered());
    }

    /**
     * Changes the caller's password and ends all other sign-ins: 204. 403 when the current one is wrong, 429 after too
     * many wrong ones, 422 with the reason when the new one is not allowed.
     */
    @PUT
    @Path("/password")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.IMPORTER, Roles.VIEWER, Roles.PASSWORD_CHANGE})
    public Response changePassword(
            InputStream body, @Context HttpServletRequest request, @Context SecurityContext caller) throws IOException {
        JsonBody json = JsonBody.read(body, Set.of("current", "new"));
        OwnPassword.Entered entered = new OwnPassword.Entered(
                json.string("current").orElseThrow(() -> JsonBody.missing("current")),
                json.string("new").orElseThrow(() -> JsonBody.missing("new")));
        PasswordAnswer answer = saving(() -> passwords.change(
                Callers.name(caller), entered, ClientConnection.of(request).address(), SignIn.idOf(request)));
        if (answer instanceof PasswordAnswer.Throttled throttled) {
            throw tooMany(throttled.retryAfter());
        }
        if (answer instanceof PasswordAnswer.Refused) {
            throw new ProblemException(403, "The current password is another one.");
        }
        return Response.noContent().build();
    }

    /** Where the caller is signed in, the last used first. */
    @GET
    @Path("/sign-ins")
    public List<SignInDocument> listSignIns(@Context HttpServletRequest request, @Context SecurityContext caller) {
        Optional<UUID> current = SignIn.idOf(request);
        return signIns.list(Callers.name(caller)).stream()
                .map(signIn -> SignInDocument.of(signIn, current))
                .toList();
    }

    /** Ends all sign-ins of the caller but the one by which the request comes. */
    @DELETE
    @Path("/sign-ins")
    public Response endOtherSignIns(@Context HttpServletRequest request, @Context SecurityContext caller) {
        signIns.endOthers(Callers.name(caller), SignIn.idOf(request));
        return Response.noContent().build();
    }

    /** Ends one sign-in of the caller; 404 when they have none of this id. */
    @DELETE
    @Path("/sign-ins/{id}")
    public Response endSignIn(@PathParam("id") String id, @Context SecurityContext caller) {
        return ended(parse(id).filter(known -> signIns.end(Callers.name(caller), known)), "sign-in with this id");
    }

    /** The caller's tokens, without their secrets. */
    @GET
    @Path("/tokens")
    public List<TokenDocument> listTokens(@Context SecurityContext caller) {
        return tokens.list(Callers.name(caller)).stream().map(TokenDocument::of).toList();
    }

    /**
     * Makes a token: 201 with its secret, which is shown this once; 422 with the reason when not allowed. The body is
     * {@code {"name": "...", "scope": "read", "days": 90}}.
     */
    @POST
    @Path("/tokens")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response createToken(InputStream body, @Context SecurityContext caller) throws IOException {
        JsonBody json = JsonBody.read(body, Set.of("name", "scope", "days"));
        String name = json.string("name").orElseThrow(() -> JsonBody.missing("name"));
        int days = json.number("days").orElseThrow(() -> JsonBody.missing("days"));
        TokenScope scope = TokenScope.ofKey(json.string("scope").orElseThrow(() -> JsonBody.missing("scope")))
                .orElseThrow(() -> new ProblemException(422, "A scope is read, import or audit."));
        ApiTokens.Created created = saving(() -> tokens.create(Callers.name(caller), name, scope, days));
        return Response.status(201).entity(TokenDocument.of(created)).build();
    }

    /** Revokes a token of the caller; 404 when they have none of this id. */
    @DELETE
    @Path("/tokens/{id}")
    public Response revokeToken(@PathParam("id") String id, @Context SecurityContext caller) {
        return ended(parse(id).filter(known -> tokens.revoke(Callers.name(caller), known)), "token with this id");
    }

    /** What may be refused with a sentence for the caller. */
    @FunctionalInterface
    private interface Saving<T> {
        T save() throws UserRefusedException;
    }

    private static <T> T saving(Saving<T> saving) {
        try {
            return saving.save();
        } catch (UserRefusedException e) {
            throw new ProblemException(422, String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException tooMany(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new ProblemException(429, "There were too many bad passwords. Try again in " + seconds + " s.");
    }

    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static Response ended(Optional<UUID> id, String what) {
        if (id.isEmpty()) {
            throw ProblemException.notFound(what);
        }
        return Response.noContent().build();
    }
}
