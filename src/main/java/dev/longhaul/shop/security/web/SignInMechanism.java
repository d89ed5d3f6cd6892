package dev.longhaul.shop.security.web;

import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditLine;
import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.problem.DatabaseRefusal;
import dev.longhaul.shop.security.ApiTokens;
import dev.longhaul.shop.security.ForgeryTokens;
import dev.longhaul.shop.security.PasswordAnswer;
import dev.longhaul.shop.security.PasswordCheck;
import dev.longhaul.shop.security.Roles;
import dev.longhaul.shop.security.SignIn;
import dev.longhaul.shop.security.SignIns;
import dev.longhaul.shop.security.TokenCaller;
import dev.longhaul.shop.security.body.UnreadBody;
import dev.longhaul.shop.security.connection.ClientConnection;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out who calls, at every request anew: by the sign-in cookie everywhere, by Basic credentials or an API token
 * where programs call. What is offered there in the header decides alone.
 *
 * <p>A caller who is nobody is sent to the sign-in page from a page, and answered 401 where programs or scripts call.
 * The container asks this for public URLs too, so it is also where a request of impossible shape ends.
 */
final class SignInMechanism implements HttpAuthenticationMechanism {

    private static final System.Logger LOG = System.getLogger(SignInMechanism.class.getName());
    private static final String SEEN = SignInMechanism.class.getName() + ".seen";

    private final SignIns signIns;
    private final PasswordCheck passwords;
    private final ApiTokens tokens;
    private final AuditTrail audit;
    private final BasicOverHttp basicOverHttp;

    SignInMechanism(
            SignIns signIns, PasswordCheck passwords, ApiTokens tokens, AuditTrail audit, BasicOverHttp basicOverHttp) {
        this.signIns = signIns;
        this.passwords = passwords;
        this.tokens = tokens;
        this.audit = audit;
        this.basicOverHttp = basicOverHttp;
    }

    /** Whether the container asked the mechanism about this request, as it must for each. */
    static boolean hasSeen(HttpServletRequest request) {
        return request.getAttribute(SEEN) != null;
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        request.setAttribute(SEEN, true);
        UnreadBody.remember(request, response);
        ResponseHeaders.set(request, response);
        String path = Paths.within(request);
        Optional<Integer> refusal = RequestShape.refusal(request);
        if (refusal.isPresent()) {
            if (refusal.get() == 405) {
                response.setHeader("Allow", RequestShape.ALLOWED_METHODS);
            }
            return refuse(refusal.get(), request, response);
        }
        if (Paths.isDirectory(path)) {
            return refuse(404, request, response);
        }
        if (path.isEmpty()) {
            Paths.redirect(request, response, Paths.START);
            return AuthenticationStatus.SEND_CONTINUE;
        }
        try {
            return identify(request, response, context);
        } catch (RuntimeException failed) {
            DatabaseRefusal away = DatabaseRefusal.of(failed).orElseThrow(() -> failed);
            LOG.log(Level.WARNING, "a caller could not be identified: {0}", away.reason());
            RetryAfter.set(response, away);
            return refuse(DatabaseRefusal.STATUS, request, response);
        }
    }

    private AuthenticationStatus identify(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        if (Paths.isForPrograms(Paths.within(request))) {
            if (BasicCredentials.areOfferedBy(request)) {
                return byPassword(request, response, context);
            }
            if (BearerToken.isOfferedBy(request)) {
                return byToken(request, response, context);
            }
        }
        for (String value : SignInCookies.values(request, SignInCookies.SIGN_IN)) {
            Optional<SignIn> signIn = signIns.find(value);
            if (signIn.isPresent()) {
                ForgeryTokens.expect(request, value);
                signIn.get().vouchFor(request);
                return accept(signIn.get().user(), signIn.get().roles(), request, response, context);
            }
        }
        if (context.isProtected()) {
            return challenge(request, response);
        }
        UnreadBody.announceLast(request, response);
        return context.doNothing();
    }

    private AuthenticationStatus byPassword(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        ClientConnection connection = ClientConnection.of(request);
        if (basicOverHttp.refuses(connection)) {
            ErrorAnswer.advise(request, BasicOverHttp.REFUSAL);
            return refuse(403, request, response);
        }
        PasswordAnswer answer = BasicCredentials.of(request)
                .map(given -> passwords.check(given.user(), given.password(), connection.address()))
                .orElse(new PasswordAnswer.Refused());
        if (answer instanceof PasswordAnswer.Accepted accepted) {
            audit.record(
                    AuditLine.of(AuditAction.PROGRAM_SIGNED_IN, accepted.user()).from(connection.address()));
            ForgeryTokens.expectNone(request);
            return accept(accepted.user(), accepted.roles(), request, response, context);
        }
        if (answer instanceof PasswordAnswer.Throttled throttled) {
            response.setHeader("Retry-After", RetryAfter.seconds(throttled.retryAfter()));
            return refuse(429, request, response);
        }
        return challenge(request, response);
    }

    private AuthenticationStatus byToken(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Optional<TokenCaller> caller = tokens.find(BearerToken.of(request));
        if (caller.isEmpty()) {
            response.setHeader("WWW-Authenticate", BearerToken.INVALID);
            return refuse(401, request, response);
        }
        if (!caller.get().mayUseFor(request.getMethod(), Paths.within(request))) {
            response.setHeader("WWW-Authenticate", BearerToken.INSUFFICIENT);
            ErrorAnswer.advise(request, "This token is not for that; see its scope.");
            return refuse(403, request, response);
        }
        ForgeryTokens.expectNone(request);
        return context.notifyContainerAboutLogin(
                caller.get().user(), caller.get().roles());
    }

    /** Logs the caller in. Their roles hold off who must change a password; this only says so where they went. */
    private static AuthenticationStatus accept(
            String user,
            Set<String> roles,
            HttpServletRequest request,
            HttpServletResponse response,
            HttpMessageContext context) {
        String path = Paths.within(request);
        if (roles.contains(Roles.PASSWORD_CHANGE) && !Paths.isForNewPassword(path)) {
            if (Paths.isForPrograms(path)) {
                ErrorAnswer.advise(
                        request,
                        "This password is for the first time only. Change it by PUT /api/account/password"
                                + " with {\"current\": ..., \"new\": ...}, or on the page /account.");
                return refuse(403, request, response);
            }
            Paths.redirect(request, response, Paths.ACCOUNT);
            return AuthenticationStatus.SEND_CONTINUE;
        }
        return context.notifyContainerAboutLogin(user, roles);
    }

    private static AuthenticationStatus challenge(HttpServletRequest request, HttpServletResponse response) {
        if (Paths.isForPrograms(Paths.within(request))) {
            response.setHeader(
                    "WWW-Authenticate", isOurScript(request) ? "Form realm=\"longhaul\"" : BasicCredentials.CHALLENGE);
            return refuse(401, request, response);
        }
        if (isOurScript(request)) {
            response.setHeader("WWW-Authenticate", "Form realm=\"longhaul\"");
            return refuse(401, request, response);
        }
        UnreadBody.announce(request, response);
        Paths.redirect(request, response, ReturnPath.of(request).signInPath());
        // WildFly reads the rest of the body as soon as it learns that a request is answered by a redirect
        UnreadBody.end(request, response);
        return AuthenticationStatus.SEND_CONTINUE;
    }

    /** A script of a page, whose sign-in has ended: a challenge for Basic would make the browser ask for a password. */
    private static boolean isOurScript(HttpServletRequest request) {
        String mode = request.getHeader("Sec-Fetch-Mode");
        boolean navigates = mode == null || mode.equals("navigate");
        return !navigates || request.getHeader(ForgeryTokens.HEADER) != null;
    }

    private static AuthenticationStatus refuse(int status, HttpServletRequest request, HttpServletResponse response) {
        try {
            ErrorAnswer.of(status, request).write(request, response, Paths.within(request));
        } catch (IOException left) {
            LOG.log(Level.DEBUG, "the client left before it was refused", left);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }
}
