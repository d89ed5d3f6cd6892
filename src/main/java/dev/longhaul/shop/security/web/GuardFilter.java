package dev.longhaul.shop.security.web;

import dev.longhaul.shop.security.RefusalLog;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * Answers 503 to every request that {@link SignInMechanism} has not seen. A server that does not ask the mechanism
 * applies no constraint either, as WildFly does without its security domain; better closed than open. First of all
 * filters.
 */
public class GuardFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final RefusalLog LOG = new RefusalLog(System.getLogger(GuardFilter.class.getName()));

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (SignInMechanism.hasSeen(request)) {
            chain.doFilter(request, response);
            return;
        }
        LOG.log(
                Level.ERROR,
                "this server does not ask the application who calls, so every request is refused;"
                        + " on WildFly run server-config/wildfly/security.cli, then deploy again");
        ResponseHeaders.set(request, response);
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
}
