package dev.longhaul.shop.productimport.web;

import dev.longhaul.request.BodyFormat;
import dev.longhaul.request.Heartbeat;
import dev.longhaul.request.LongRequests;
import dev.longhaul.request.RequestOptions;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.productimport.ImportAccess;
import dev.longhaul.shop.productimport.ImportView;
import dev.longhaul.shop.productimport.Imports;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;

/**
 * The news of one import as server-sent events: its current state, then each change, with a heartbeat every second in
 * between, and one last event after the end. A reader that reconnects says by {@code Last-Event-ID} which version it
 * has. Any node can answer.
 */
@WebServlet(urlPatterns = "/events/imports/*", asyncSupported = true)
public class ImportEventsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;
    static final RequestOptions STREAM = RequestOptions.of(BodyFormat.EVENTS).withHeartbeat(Heartbeat.EACH_SECOND);

    @Inject
    private transient Imports imports;

    @Inject
    private transient EventStreams streams;

    @Inject
    private transient LongRequests requests;

    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Allow", "GET");
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ImportAccess access = ImportPages.access(request);
        Optional<RunId> run = ImportPath.parse(request.getPathInfo())
                .filter(path -> path.part().isEmpty())
                .map(ImportPath::run);
        Optional<ImportView> view = run.flatMap(id -> imports.findVisible(id, access));
        if (run.isEmpty() || view.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        // before the stream begins: with its first write the request may be given to another client
        String knownVersion = request.getHeader("Last-Event-ID");
        PageMessages messages = PageMessages.of(Collections.list(request.getLocales()));
        EventStreams.Opened opened =
                streams.open(access.name(), run.get(), messages, () -> requests.start(request, response, STREAM));
        Subscription subscription = opened.subscription();
        if (subscription != null) {
            streams.begin(subscription, view.get(), knownVersion);
        } else if (opened.refusal() == EventStreams.Refusal.TOO_MANY) {
            response.setHeader("Retry-After", "5");
            response.sendError(TOO_MANY_REQUESTS);
        } else {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }
}
