package dev.longhaul.shop.security.web;

import dev.longhaul.shop.audit.AuditAction;
import dev.longhaul.shop.audit.AuditLine;
import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.security.ApiTokens;
import dev.longhaul.shop.security.ForgeryTokens;
import dev.longhaul.shop.security.PasswordAnswer;
import dev.longhaul.shop.security.PasswordCheck;
import dev.longhaul.shop.security.Roles;
import dev.longhaul.shop.security.SignIn;
import dev.longhaul.shop.security.SignIns;
import dev.longhaul.shop.security.TokenCaller;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

    private static final String SEEN = SignInMechanism.class.getName() + ".seen";

    private final SignIns signIns;
    private final PasswordCheck passwords;
    private final ApiTokens tokens;
    private final AuditTrail audit;

    SignInMechanism(SignIns signIns, PasswordCheck passwords, ApiTokens tokens, AuditTrail audit) {
        this.signIns = signIns;
        this.passwords = passwords;
        this.tokens = tokens;
        this.audit = audit;
    }

    /** Whether the container asked the mechanism about this request, as it must for each. */
    static boolean hasSeen(HttpServletRequest request) {
        return request.getAttribute(SEEN) != null;
    }

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        request.setAttribute(SEEN, true);
        ResponseHeaders.set(request, response);
        Optional<Integer> refusal = RequestShape.refusal(request);
        if (refusal.isPresent()) {
            if (refusal.get() == 405) {
                response.setHeader("Allow", RequestShape.ALLOWED_METHODS);
            }
            return refuse(refusal.get(), request, response);
        }
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
        return context.isProtected() ? challenge(request, response) : context.doNothing();
    }

    private AuthenticationStatus byPassword(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        PasswordAnswer answer = BasicCredentials.of(request)
                .map(given -> passwords.check(given.user(), given.password(), request.getRemoteAddr()))
                .orElse(new PasswordAnswer.Refused());
        if (answer instanceof PasswordAnswer.Accepted accepted) {
            audit.record(
                    AuditLine.of(AuditAction.PROGRAM_SIGNED_IN, accepted.user()).from(request.getRemoteAddr()));
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
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
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
            HttpMessageContext context)
            throws AuthenticationException {
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

    private static AuthenticationStatus challenge(HttpServletRequest request, HttpServletResponse response)
            throws AuthenticationException {
        if (Paths.isForPrograms(Paths.within(request))) {
            response.setHeader(
                    "WWW-Authenticate", isOurScript(request) ? "Form realm=\"longhaul\"" : BasicCredentials.CHALLENGE);
            return refuse(401, request, response);
        }
        if (isOurScript(request)) {
            response.setHeader("WWW-Authenticate", "Form realm=\"longhaul\"");
            return refuse(401, request, response);
        }
        Paths.redirect(request, response, ReturnPath.of(request).signInPath());
        return AuthenticationStatus.SEND_CONTINUE;
    }

    /** A script of a page, whose sign-in has ended: a challenge for Basic would make the browser ask for a password. */
    private static boolean isOurScript(HttpServletRequest request) {
        String mode = request.getHeader("Sec-Fetch-Mode");
        boolean navigates = mode == null || mode.equals("navigate");
        return !navigates || request.getHeader(ForgeryTokens.HEADER) != null;
    }

    private static AuthenticationStatus refuse(int status, HttpServletRequest request, HttpServletResponse response)
            throws AuthenticationException {
        try {
            ErrorAnswer.of(status, request).write(request, response, Paths.within(request));
            return AuthenticationStatus.SEND_FAILURE;
        } catch (IOException e) {
            throw new AuthenticationException("the refusal could not be written", e);
        }
    }
}
