package dev.longhaul.shop.security.web;

import dev.longhaul.shop.security.LogText;
import dev.longhaul.shop.security.SignIns;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger.Level;

/** Ends the caller's sign-in on every node and shows the sign-in page. Only by POST: a link cannot sign anybody out. */
public class SignOutServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(SignOutServlet.class.getName());

    @Inject
    private transient SignIns signIns;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        SignInCookies.values(request, SignInCookies.SIGN_IN).forEach(signIns::end);
        SignInCookies.remove(request, response, SignInCookies.SIGN_IN);
        LOG.log(Level.INFO, "{0} signed out", LogText.of(String.valueOf(request.getRemoteUser())));
        Paths.redirect(request, response, Paths.SIGN_IN);
    }
}
