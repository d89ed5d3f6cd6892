package dev.longhaul.shop.security.web;

import dev.longhaul.shop.problem.DatabaseRefusal;
import dev.longhaul.shop.security.LogText;
import dev.longhaul.shop.security.RefusalLog;
import dev.longhaul.shop.security.connection.ClientConnection;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * The one error page of the application, for whatever ends a request: a status set by the container or a handler, or an
 * exception. Callers see {@link ErrorAnswer}; the log has the same id beside what happened.
 */
public class ErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(ErrorServlet.class.getName());
    private static final RefusalLog REFUSALS = new RefusalLog(LOG);

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = uri instanceof String text ? Paths.within(request, text) : "";
        Optional<DatabaseRefusal> refusal = refusal(request);
        ErrorAnswer answer = ErrorAnswer.of(refusal.isPresent() ? DatabaseRefusal.STATUS : status(request), request);
        ResponseHeaders.set(request, response);
        refusal.ifPresent(known -> RetryAfter.set(response, known));
        if (answer.status() == 403 && Paths.isRoot(path)) {
            // no url-pattern means the root alone on both servers, so the last constraint denies it
            Paths.redirect(request, response, Paths.START);
            return;
        }
        log(request, answer, path);
        try {
            answer.write(request, response, path);
        } catch (IOException left) {
            LOG.log(Level.DEBUG, "the client left before it was shown error " + answer.id(), left);
        }
    }

    private static Optional<DatabaseRefusal> refusal(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
                ? DatabaseRefusal.of(thrown)
                : Optional.empty();
    }

    private static int status(HttpServletRequest request) {
        Object given = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = given instanceof Integer code && code >= 400 && code <= 599 ? code : 500;
        // Payara denies before it asks the mechanism, which would have said so
        return status == 403 && !RequestShape.isKnownMethod(request) ? 405 : status;
    }

    private static void log(HttpServletRequest request, ErrorAnswer answer, String path) {
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        String what = "error id " + answer.id() + ": " + answer.status() + " for " + LogText.of(request.getMethod())
                + " " + LogText.of(path) + " by " + LogText.of(String.valueOf(request.getRemoteUser())) + " from "
                + ClientConnection.of(request).address();
        if (answer.status() == DatabaseRefusal.STATUS && thrown instanceof Throwable cause) {
            // one line: each request says the same until the database is back
            LOG.log(Level.WARNING, what + ": " + cause.getMessage());
        } else if (answer.status() >= 500) {
            LOG.log(Level.ERROR, what, thrown instanceof Throwable cause ? cause : null);
        } else {
            REFUSALS.log(answer.status() == 403 ? Level.WARNING : Level.DEBUG, what);
        }
    }
}
