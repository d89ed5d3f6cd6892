package dev.longhaul.shop.security.web;

import dev.longhaul.shop.security.ApiTokens;
import dev.longhaul.shop.security.OwnPassword;
import dev.longhaul.shop.security.PasswordAnswer;
import dev.longhaul.shop.security.Roles;
import dev.longhaul.shop.security.SignIn;
import dev.longhaul.shop.security.SignIns;
import dev.longhaul.shop.security.TokenScope;
import dev.longhaul.shop.security.UserRefusedException;
import dev.longhaul.shop.security.connection.ClientConnection;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The page of one's own account: password, sign-ins, API tokens. Every form posts here and leads back to the page,
 * which is all that someone with a temporary password gets to see. Nothing in a request names a user.
 */
public class AccountServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String PAGE = "/WEB-INF/pages/account.jsp";
    private static final Pattern DAYS = Pattern.compile("[0-9]{1,4}");

    @Inject
    private transient OwnPassword passwords;

    @Inject
    private transient SignIns signIns;

    @Inject
    private transient ApiTokens tokens;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getPathInfo() != null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        show(request, response);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        boolean mustChange = request.isUserInRole(Roles.PASSWORD_CHANGE);
        String form = Objects.requireNonNullElse(request.getPathInfo(), "");
        if (form.equals("/password")) {
            changePassword(request, response);
        } else if (mustChange) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (form.equals("/ended-sign-ins")) {
            endSignIns(request, response);
        } else if (form.equals("/tokens")) {
            createToken(request, response);
        } else if (form.equals("/revoked-tokens")) {
            id(request).ifPresent(id -> tokens.revoke(request.getRemoteUser(), id));
            Paths.redirect(request, response, Paths.ACCOUNT);
        } else {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void changePassword(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!field(request, "new").equals(field(request, "again"))) {
            refuse(request, response, 422, "password", "again");
            return;
        }
        OwnPassword.Entered entered = new OwnPassword.Entered(field(request, "current"), field(request, "new"));
        try {
            PasswordAnswer answer = passwords.change(
                    request.getRemoteUser(),
                    entered,
                    ClientConnection.of(request).address(),
                    SignIn.idOf(request));
            if (answer instanceof PasswordAnswer.Throttled throttled) {
                response.setHeader("Retry-After", RetryAfter.seconds(throttled.retryAfter()));
                refuse(request, response, 429, "password", "throttled");
            } else if (answer instanceof PasswordAnswer.Refused) {
                refuse(request, response, 422, "password", "current");
            } else {
                Paths.redirect(request, response, Paths.ACCOUNT + "?changed");
            }
        } catch (UserRefusedException refused) {
            refuse(request, response, 422, "password", refused.code());
        }
    }

    private void endSignIns(HttpServletRequest request, HttpServletResponse response) {
        String user = request.getRemoteUser();
        Optional<UUID> id = id(request);
        if (id.isPresent()) {
            signIns.end(user, id.get());
        } else if (field(request, "id").equals("others")) {
            signIns.endOthers(user, SignIn.idOf(request));
        }
        Paths.redirect(request, response, Paths.ACCOUNT);
    }

    private void createToken(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String days = field(request, "days");
        try {
            request.setAttribute(
                    "createdToken",
                    tokens.create(
                            request.getRemoteUser(),
                            field(request, "name").strip(),
                            TokenScope.ofKey(field(request, "scope")).orElse(TokenScope.READ),
                            DAYS.matcher(days).matches() ? Integer.parseInt(days) : 0));
            // not by a redirect: the secret is nowhere but in this answer
            show(request, response);
        } catch (UserRefusedException refused) {
            refuse(request, response, 422, "token", refused.code());
        }
    }

    private void refuse(
            HttpServletRequest request, HttpServletResponse response, int status, String form, String reason)
            throws ServletException, IOException {
        response.setStatus(status);
        request.setAttribute("refusedForm", form);
        request.setAttribute("refusal", reason);
        show(request, response);
    }

    private void show(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        request.setAttribute("mustChange", request.isUserInRole(Roles.PASSWORD_CHANGE));
        request.setAttribute("passwordKeptHere", passwords.isOffered());
        request.setAttribute("changed", "changed".equals(request.getQueryString()));
        request.setAttribute("currentSignIn", SignIn.idOf(request).orElse(null));
        request.setAttribute("signIns", signIns.list(request.getRemoteUser()));
        request.setAttribute("tokens", tokens.list(request.getRemoteUser()));
        request.setAttribute("mostDays", ApiTokens.MOST_DAYS);
        request.getRequestDispatcher(PAGE).forward(request, response);
    }

    private static Optional<UUID> id(HttpServletRequest request) {
        try {
            return Optional.of(UUID.fromString(field(request, "id")));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private static String field(HttpServletRequest request, String name) {
        return Objects.requireNonNullElse(request.getParameter(name), "");
    }
}
