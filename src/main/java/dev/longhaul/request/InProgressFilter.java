package dev.longhaul.request;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Counts each request that passes as {@link RequestsInProgress}, for as long as it holds its thread. An application
 * maps it to all paths, before its other filters, with {@code async-supported}.
 */
public class InProgressFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    @SuppressWarnings("NullAway.Init") // injected by the container before any method is called
    private transient RequestsInProgress requests;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        requests.begin();
        try {
            chain.doFilter(request, response);
        } finally {
            RestEasyStack.takeOffForgotten();
            requests.end();
        }
    }
}
