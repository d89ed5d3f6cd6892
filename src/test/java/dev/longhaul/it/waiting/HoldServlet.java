package dev.longhaul.it.waiting;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cancellation.StatementScope;
import dev.longhaul.request.Answer;
import dev.longhaul.request.BodyFormat;
import dev.longhaul.request.Heartbeat;
import dev.longhaul.request.LongRequest;
import dev.longhaul.request.LongRequests;
import dev.longhaul.request.RequestOptions;
import dev.longhaul.settings.ContainerResources;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * {@code /hold?id=}: waits in a statement of PostgreSQL, on a connection of the server's pool, until the token ends it.
 */
@SuppressWarnings("NullAway.Init") // injected by the container
@WebServlet(urlPatterns = "/hold", asyncSupported = true)
public class HoldServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final RequestOptions WAITING =
            RequestOptions.of(BodyFormat.JSON).withHeartbeat(Heartbeat.DEFAULT);

    @Inject
    private transient LongRequests requests;

    @Inject
    private transient Sightings sightings;

    @Resource
    private transient ManagedExecutorService executor;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = request.getParameter("id");
        LongRequest waiting = requests.start(request, response, WAITING);
        waiting.token().onCancelled(reason -> sightings.saw(id, reason));
        executor.execute(() -> waiting.answer(client -> hold(client.token())));
    }

    private static Answer hold(CancellationToken token) throws SQLException {
        try (Connection connection = pool().getConnection();
                PreparedStatement sleep = connection.prepareStatement("SELECT pg_sleep(600)")) {
            StatementScope.execute(token, sleep, PreparedStatement::execute);
            return Answer.json("{}");
        }
    }

    /** Each server has its own names for what an administrator made. */
    private static DataSource pool() {
        return ContainerResources.find(DataSource.class, "java:jboss/datasources/longhaul")
                .orElseGet(() -> ContainerResources.require(DataSource.class, "jdbc/longhaul"));
    }
}
