package dev.longhaul.shop.security.web;

import dev.longhaul.shop.audit.RequestClient;
import dev.longhaul.shop.security.connection.ClientConnection;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets the audit trail know from which address the request of this thread comes. */
public class AuditFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestClient client = RequestClient.bind(ClientConnection.of(request).address());
        try {
            chain.doFilter(request, response);
        } finally {
            client.close();
        }
    }
}
