package dev.longhaul.shop.security.web;

import dev.longhaul.shop.security.LogText;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger.Level;

/**
 * The one error page of the application, for whatever ends a request: a status set by the container or a handler, or an
 * exception. Callers see {@link ErrorAnswer}; the log has the same id beside what happened.
 */
public class ErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final System.Logger LOG = System.getLogger(ErrorServlet.class.getName());

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = uri instanceof String text ? Paths.within(request, text) : "";
        ErrorAnswer answer = ErrorAnswer.of(status(request), request);
        ResponseHeaders.set(request, response);
        if (answer.status() == 403 && Paths.isRoot(path)) {
            // no url-pattern means the root alone on both servers, so the last constraint denies it
            Paths.redirect(request, response, Paths.START);
            return;
        }
        log(request, answer, path);
        answer.write(request, response, path);
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
                + request.getRemoteAddr();
        if (answer.status() >= 500) {
            LOG.log(Level.ERROR, what, thrown instanceof Throwable cause ? cause : null);
        } else {
            LOG.log(answer.status() == 403 ? Level.WARNING : Level.DEBUG, what);
        }
    }
}
