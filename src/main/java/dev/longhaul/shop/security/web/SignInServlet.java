package dev.longhaul.shop.security.web;

import dev.longhaul.shop.security.ForgeryTokens;
import dev.longhaul.shop.security.LogText;
import dev.longhaul.shop.security.PasswordAnswer;
import dev.longhaul.shop.security.PasswordCheck;
import dev.longhaul.shop.security.SignIns;
import dev.longhaul.shop.security.connection.ClientConnection;
import dev.longhaul.shop.security.guessing.KnownBrowsers;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The sign-in page. A right password starts a new sign-in under a new value, whatever cookies came with the request,
 * and leads back to the page that was asked for.
 */
public class SignInServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(SignInServlet.class.getName());
    private static final String PAGE = "/WEB-INF/pages/sign-in.jsp";
    private static final Pattern FORM_VALUE = Pattern.compile("[A-Za-z0-9_-]{43}");

    @Inject
    private transient PasswordCheck passwords;

    @Inject
    private transient SignIns signIns;

    @Inject
    private transient KnownBrowsers browsers;

    private final transient SecureRandom random = new SecureRandom();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        ReturnPath returnPath = ReturnPath.of(request.getParameter("return"));
        if (request.getUserPrincipal() != null) {
            Paths.redirect(request, response, returnPath.value());
            return;
        }
        show(request, response, returnPath);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String user =
                Objects.requireNonNullElse(request.getParameter("user"), "").strip();
        String password = Objects.requireNonNullElse(request.getParameter("password"), "");
        ReturnPath returnPath = ReturnPath.of(request.getParameter("return"));
        PasswordAnswer answer = passwords.check(
                user,
                password,
                ClientConnection.of(request).address(),
                SignInCookies.values(request, SignInCookies.BROWSER));
        if (answer instanceof PasswordAnswer.Accepted accepted && signIn(request, response, accepted)) {
            Paths.redirect(request, response, returnPath.value());
            return;
        }
        request.setAttribute("user", user);
        if (answer instanceof PasswordAnswer.Throttled throttled) {
            response.setStatus(429);
            response.setHeader("Retry-After", RetryAfter.seconds(throttled.retryAfter()));
            request.setAttribute("retryAfter", RetryAfter.words(throttled.retryAfter()));
        } else {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("WWW-Authenticate", "Form realm=\"longhaul\"");
            request.setAttribute("refused", true);
        }
        show(request, response, returnPath);
    }

    /** False when the password was changed after it was checked. */
    private boolean signIn(HttpServletRequest request, HttpServletResponse response, PasswordAnswer.Accepted accepted) {
        SignInCookies.values(request, SignInCookies.SIGN_IN).forEach(signIns::end);
        String address = ClientConnection.of(request).address();
        Optional<String> value = signIns.begin(accepted, address, request.getHeader("User-Agent"));
        if (value.isEmpty()) {
            return false;
        }
        SignInCookies.set(request, response, SignInCookies.SIGN_IN, value.get());
        SignInCookies.setBrowser(
                request,
                response,
                browsers.remember(SignInCookies.values(request, SignInCookies.BROWSER), accepted.user()));
        SignInCookies.remove(request, response, SignInCookies.FORM);
        LOG.log(Level.INFO, "{0} signed in from {1}", LogText.of(accepted.user()), address);
        return true;
    }

    private void show(HttpServletRequest request, HttpServletResponse response, ReturnPath returnPath)
            throws ServletException, IOException {
        ForgeryTokens.expect(request, formValue(request, response));
        request.setAttribute("returnPath", returnPath.value());
        request.getRequestDispatcher(PAGE).forward(request, response);
    }

    /** A form open in another tab keeps working: a value that is there already is kept. */
    private String formValue(HttpServletRequest request, HttpServletResponse response) {
        return SignInCookies.values(request, SignInCookies.FORM).stream()
                .findFirst()
                .filter(value -> FORM_VALUE.matcher(value).matches())
                .orElseGet(() -> newFormValue(request, response));
    }

    private String newFormValue(HttpServletRequest request, HttpServletResponse response) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String value = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        SignInCookies.set(request, response, SignInCookies.FORM, value);
        return value;
    }
}
