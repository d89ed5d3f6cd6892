package dev.longhaul.shop.operations;

import dev.longhaul.database.Database;
import dev.longhaul.lifecycle.ApplicationLifetime;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Tells a load balancer whether to send requests here: 200 {@code UP} while the application has started, is not
 * stopping and reaches its database within two seconds; otherwise 503 {@code DOWN}.
 */
@WebServlet(urlPatterns = "/health", asyncSupported = true)
public class HealthServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(HealthServlet.class.getName());
    private static final int SECONDS_FOR_THE_DATABASE = 2;

    @Inject
    private transient ApplicationLifetime lifetime;

    @Inject
    private transient Database database;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean serving = lifetime.started().isCancellationRequested()
                && !lifetime.stopping().isCancellationRequested()
                && databaseAnswers();
        response.setStatus(serving ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().print(serving ? "UP" : "DOWN");
    }

    private boolean databaseAnswers() {
        try (Connection connection = database.dataSource().getConnection()) {
            return connection.isValid(SECONDS_FOR_THE_DATABASE);
        } catch (SQLException unreachable) {
            LOG.log(Level.WARNING, "the database does not answer: {0}", unreachable.getMessage());
            return false;
        }
    }
}
