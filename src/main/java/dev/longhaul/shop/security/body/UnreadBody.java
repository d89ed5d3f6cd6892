package dev.longhaul.shop.security.body;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Ends the connection of a request that is answered before its body has arrived: reading the rest of what is refused
 * would hold a thread for as long as the sender likes.
 */
public final class UnreadBody implements ServletRequestListener {

    private static final String RESPONSE = UnreadBody.class.getName() + ".response";
    private static final String READ = UnreadBody.class.getName() + ".read";

    /** Called by the container. */
    public UnreadBody() {}

    /** Keeps the response where the end of the request finds it. */
    public static void remember(HttpServletRequest request, HttpServletResponse response) {
        request.setAttribute(RESPONSE, response);
    }

    /** Tells the client that the connection ends, if this answer leaves a body unread. */
    public static void announce(HttpServletRequest request, HttpServletResponse response) {
        boolean mayBeUnread = request.getAttribute(READ) == null
                && (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null);
        if (mayBeUnread) {
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

    /** Ends the connection now, with what the response holds, unless the whole body has arrived. Only on Undertow. */
    public static void end(HttpServletRequest request, HttpServletResponse response) {
        UndertowExchange.of(request).ifPresent(exchange -> exchange.closeIfUnread(request, response));
    }

    static void markAsRead(ServletRequest request) {
        request.setAttribute(READ, true);
    }

    /** The last that happens to a request, before Undertow reads the rest of its body. */
    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        ServletRequest request = event.getServletRequest();
        if (!request.isAsyncStarted()) {
            UndertowExchange.of(request).ifPresent(exchange -> exchange.closeIfUnread(request, responseOf(request)));
        }
    }

    private static HttpServletResponse responseOf(ServletRequest request) {
        return (HttpServletResponse) request.getAttribute(RESPONSE);
    }
}
