package dev.longhaul.shop.operations;

import dev.longhaul.database.Database;
import dev.longhaul.lifecycle.ApplicationLifetime;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Tells a load balancer whether to send requests here: 200 {@code UP} while the application has started, is not
 * stopping, and its database answers within two seconds and can be written; otherwise 503 {@code DOWN} and why, in one
 * line.
 */
@WebServlet(urlPatterns = "/health", asyncSupported = true)
public class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient ApplicationLifetime lifetime;

    @Inject
    private transient Database database;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String fault = fault();
        boolean serving = fault.isEmpty();
        response.setStatus(serving ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().print(serving ? "UP" : "DOWN: " + fault);
    }

    private String fault() {
        if (!lifetime.started().isCancellationRequested()) {
            return "the application is starting";
        }
        if (lifetime.stopping().isCancellationRequested()) {
            return "the application is stopping";
        }
        return switch (database.health().check()) {
            case WRITABLE -> "";
            case FULL -> "the database has no space left";
            case UNREACHABLE -> "the database does not answer";
        };
    }
}
