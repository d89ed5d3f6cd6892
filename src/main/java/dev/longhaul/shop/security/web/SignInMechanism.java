package dev.longhaul.shop.security.web;

import dev.longhaul.shop.security.ForgeryTokens;
import dev.longhaul.shop.security.PasswordAnswer;
import dev.longhaul.shop.security.PasswordCheck;
import dev.longhaul.shop.security.SignIn;
import dev.longhaul.shop.security.SignIns;
import dev.longhaul.shop.security.body.UnreadBody;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds out who calls, at every request anew: by the sign-in cookie everywhere, by Basic credentials where programs
 * call. Basic credentials, when offered there, decide alone.
 *
 * <p>A caller who is nobody is sent to the sign-in page from a page, and answered 401 where programs or scripts call.
 * The container asks this for public URLs too, so it is also where a request of impossible shape ends.
 */
final class SignInMechanism implements HttpAuthenticationMechanism {

    private static final System.Logger LOG = System.getLogger(SignInMechanism.class.getName());
    private static final String SEEN = SignInMechanism.class.getName() + ".seen";

    private final SignIns signIns;
    private final PasswordCheck passwords;

    SignInMechanism(SignIns signIns, PasswordCheck passwords) {
        this.signIns = signIns;
        this.passwords = passwords;
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
        Optional<Integer> refusal = RequestShape.refusal(request);
        if (refusal.isPresent()) {
            if (refusal.get() == 405) {
                response.setHeader("Allow", RequestShape.ALLOWED_METHODS);
            }
            return refuse(refusal.get(), request, response);
        }
        if (Paths.isForPrograms(Paths.within(request)) && BasicCredentials.areOfferedBy(request)) {
            return byPassword(request, response, context);
        }
        for (String value : SignInCookies.values(request, SignInCookies.SIGN_IN)) {
            Optional<SignIn> signIn = signIns.find(value);
            if (signIn.isPresent()) {
                ForgeryTokens.expect(request, value);
                return context.notifyContainerAboutLogin(
                        signIn.get().user(), signIn.get().roles());
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
        PasswordAnswer answer = BasicCredentials.of(request)
                .map(given -> passwords.check(given.user(), given.password(), request.getRemoteAddr()))
                .orElse(new PasswordAnswer.Refused());
        if (answer instanceof PasswordAnswer.Accepted accepted) {
            ForgeryTokens.expectNone(request);
            return context.notifyContainerAboutLogin(accepted.user(), accepted.roles());
        }
        if (answer instanceof PasswordAnswer.Throttled throttled) {
            response.setHeader("Retry-After", RetryAfter.seconds(throttled.retryAfter()));
            return refuse(429, request, response);
        }
        return challenge(request, response);
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
            new ErrorAnswer(status, UUID.randomUUID().toString()).write(request, response, Paths.within(request));
        } catch (IOException left) {
            LOG.log(Level.DEBUG, "the client left before it was refused", left);
        }
        return AuthenticationStatus.SEND_FAILURE;
    }
}
