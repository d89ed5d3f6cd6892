package dev.longhaul.it.waiting;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.request.Answer;
import dev.longhaul.request.BodyFormat;
import dev.longhaul.request.Heartbeat;
import dev.longhaul.request.LongRequest;
import dev.longhaul.request.LongRequests;
import dev.longhaul.request.RequestOptions;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/** A developer's own endpoint in both forms; the code that the README shows. */
@SuppressWarnings("NullAway.Init") // injected by the container
@WebServlet(urlPatterns = "/report", asyncSupported = true)
public class ReportServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    // example
    private static final RequestOptions WAITING =
            RequestOptions.of(BodyFormat.JSON).withHeartbeat(Heartbeat.DEFAULT).withDeadline(Duration.ofMinutes(5));

    @Inject
    private transient LongRequests requests;

    @Resource
    private transient ManagedExecutorService executor;

    /** On the request's own thread. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (LongRequest waiting = requests.open(request, response, WAITING)) {
            waiting.answer(client -> Answer.json(report(client.token())));
        }
    }

    /** On another thread; the request's own returns at once. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        LongRequest waiting = requests.start(request, response, WAITING);
        executor.execute(() -> waiting.answer(client -> Answer.json(report(client.token()))));
    }
    // end of example

    private static String report(CancellationToken token) {
        token.throwIfCancellationRequested();
        return "{\"rows\":3}";
    }
}
