package dev.longhaul.shop.security.body;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Ends the connection of a request that is answered before its body has arrived: reading the rest of a refused body
 * would hold a connection, and on WildFly a thread, for as long as the sender likes.
 */
public final class UnreadBody implements ServletRequestListener {

    private static final System.Logger LOG = System.getLogger(UnreadBody.class.getName());
    private static final String RESPONSE = UnreadBody.class.getName() + ".response";
    private static final String READ = UnreadBody.class.getName() + ".read";
    private static final int MOST_AT_ONCE = 64 * 1024;

    /** Called by the container. */
    public UnreadBody() {}

    /** Stores the response for the end of the request. */
    public static void remember(HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(RESPONSE, response);
    }

    /** Tells the client that the connection ends, if this answer leaves a body unread. */
    public static void announce(HttpServletRequest request, HttpServletResponse response) {
        if (mayBeUnread(request)) {
            announceLast(request, response);
        }
    }

    /**
     * Tells the client that the connection ends with this answer. A caller who is not signed in gets one answer per
     * connection, which fits into the socket's buffer: with several, one who reads none of them would hold a thread.
     */
    public static void announceLast(HttpServletRequest request, HttpServletResponse response) {
        if (request.getProtocol().startsWith("HTTP/1")) {
            response.setHeader("Connection", "close");
        }
    }

    /** Sends the whole response and ends the connection, if the body is not read and has not all arrived by now. */
    public static void end(HttpServletRequest request, HttpServletResponse response) {
        if (mayBeUnread(request)) {
            closeIfUnread(request, response);
        }
    }

    /** Nothing of the body is left. */
    static void markAsRead(ServletRequest request) {
        request.setAttribute(READ, true);
    }

    /** The last that happens to a request, before Undertow reads the rest of its body. */
    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        ServletRequest request = event.getServletRequest();
        if (!request.isAsyncStarted() && ClientConnection.waitsForBodies(request)) {
            closeIfUnread(request, (ServletResponse) request.getAttribute(RESPONSE));
        }
    }

    private static boolean mayBeUnread(HttpServletRequest request) {
        return request.getAttribute(READ) == null
                && (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null);
    }

    private static void closeIfUnread(ServletRequest request, @Nullable ServletResponse response) {
        try {
            if (ClientConnection.isBodyRead(request)) {
                return;
            }
            readWhatIsThere(request);
            if (!ClientConnection.isBodyRead(request)) {
                if (ClientConnection.waitsForBodies(request)) {
                    finish(response);
                }
                ClientConnection.close(request);
            }
        } catch (IOException | IllegalStateException failed) {
            LOG.log(Level.DEBUG, "a connection could not be closed", failed);
        }
    }

    /** A short body has usually arrived, and then its sender keeps the connection. Never waits. */
    private static void readWhatIsThere(ServletRequest request) {
        byte[] rest = new byte[8 * 1024];
        int left = MOST_AT_ONCE;
        try {
            InputStream body = request.getInputStream();
            while (left > 0 && body.available() > 0) {
                left -= Math.max(1, body.read(rest));
            }
        } catch (IOException | IllegalStateException notReadable) {
            LOG.log(Level.DEBUG, "the rest of a body cannot be read", notReadable);
        }
    }

    private static void finish(@Nullable ServletResponse response) throws IOException {
        if (response == null) {
            return;
        }
        response.flushBuffer();
        try {
            response.getOutputStream().close();
        } catch (IllegalStateException writerInUse) {
            response.getWriter().close();
        }
    }
}
