package dev.longhaul.shop.security.web;

import dev.longhaul.shop.security.ForgeryRefusedException;
import dev.longhaul.shop.security.LogText;
import dev.longhaul.shop.security.RefusalLog;
import dev.longhaul.shop.security.SecuritySettings;
import dev.longhaul.shop.security.connection.ClientConnection;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Set;

/**
 * Answers 403 to a request that {@link ForgeryRule}, or a handler by {@code ForgeryTokens.require}, finds forged. The
 * init parameter {@code uploads} lists the paths whose handlers check multipart posts themselves.
 */
public class ForgeryFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final RefusalLog LOG = new RefusalLog(System.getLogger(ForgeryFilter.class.getName()));

    @Inject
    private transient SecuritySettings settings;

    private transient ForgeryRule rule;

    /** For the container; until it calls {@link #init}, nothing but our own origin passes, and no upload. */
    public ForgeryFilter() {
        this(new ForgeryRule(Set.of(), Set.of()));
    }

    ForgeryFilter(ForgeryRule rule) {
        this.rule = rule;
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        super.init(config);
        String uploads = config.getInitParameter("uploads");
        rule = new ForgeryRule(
                settings.origins(),
                uploads == null ? Set.of() : Set.of(uploads.strip().split("\\s+")));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            rule.check(request);
            chain.doFilter(request, response);
        } catch (ForgeryRefusedException e) {
            LOG.log(
                    Level.WARNING,
                    "refused " + request.getMethod() + " " + LogText.of(request.getRequestURI()) + " by "
                            + LogText.of(String.valueOf(request.getRemoteUser())) + " from "
                            + ClientConnection.of(request).address()
                            + " as forged: " + e.getMessage());
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }
}
