package dev.longhaul.productimport.web;

import dev.longhaul.productimport.ImportView;
import dev.longhaul.productimport.Imports;
import dev.longhaul.run.RunId;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.Optional;

/**
 * The news of one import as server-sent events: first its state of now, then each change, a beat each second in between,
 * and after the end one last event. A reader that comes back says by {@code Last-Event-ID} what it knows; any node can
 * answer it.
 */
@WebServlet(urlPatterns = "/events/imports/*", asyncSupported = true)
public class ImportEventsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(ImportEventsServlet.class.getName());
    private static final int TOO_MANY_REQUESTS = 429;

    @Inject
    private transient Imports imports;

    @Inject
    private transient EventStreams streams;

    @Override
    protected void doHead(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Allow", "GET");
        response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Visitor visitor = Visitor.of(request);
        Optional<RunId> run = ImportPath.parse(request.getPathInfo())
                .filter(path -> path.part().isEmpty())
                .map(ImportPath::run);
        Optional<ImportView> view = run.flatMap(imports::find).filter(visitor::sees);
        if (run.isEmpty() || view.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        Texts texts = Texts.of(Collections.list(request.getLocales()));
        EventStreams.Opened opened = streams.open(visitor.name(), run.get(), texts);
        Subscription subscription = opened.subscription();
        if (subscription != null) {
            connect(request, response, subscription, view.get());
        } else if (opened.refusal() == EventStreams.Refusal.TOO_MANY) {
            response.setHeader("Retry-After", "5");
            response.sendError(TOO_MANY_REQUESTS);
        } else {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private void connect(
            HttpServletRequest request, HttpServletResponse response, Subscription subscription, ImportView view)
            throws IOException {
        EventStream stream = subscription.stream();
        try {
            response.setContentType("text/event-stream;charset=UTF-8");
            // a proxy that collects the answer before it passes it on would hold the news back
            response.setHeader("X-Accel-Buffering", "no");
            AsyncContext async = request.startAsync(request, response);
            // the stream's own lifespan ends it; the servers' default of 30 s is another one on each
            async.setTimeout(0);
            async.addListener(new Ending(stream));
            ServletOutputStream out = response.getOutputStream();
            streams.begin(subscription, view, request.getHeader("Last-Event-ID"));
            stream.connect(out, async::complete);
            out.setWriteListener(new Writing(stream));
        } catch (IOException | RuntimeException failed) {
            stream.gone();
            throw failed;
        }
    }

    private record Writing(EventStream stream) implements WriteListener {
        @Override
        public void onWritePossible() {
            stream.writePossible();
        }

        @Override
        public void onError(Throwable failed) {
            LOG.log(Level.DEBUG, "the reader of a stream has gone", failed);
            stream.abandon();
        }
    }

    /** Frees the place of a stream that the container has ended. Payara does not always call it; a failed write does too. */
    private record Ending(EventStream stream) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            stream.gone();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            stream.abandon();
        }

        @Override
        public void onError(AsyncEvent event) {
            stream.gone();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // the listener is not carried over to a new cycle, and there is none
        }
    }
}
