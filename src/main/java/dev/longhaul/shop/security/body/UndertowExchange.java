package dev.longhaul.shop.security.body;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.ServletResponse;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exchange of Undertow, WildFly's connector, behind a servlet request. By reflection, as it is none of the APIs; on
 * another server, or where it looks otherwise, there is none. For the thread that serves the request.
 */
final class UndertowExchange {

    private static final System.Logger LOG = System.getLogger(UndertowExchange.class.getName());
    private static final String REQUEST = "io.undertow.servlet.spec.HttpServletRequestImpl";
    private static final int MOST_WRAPPERS = 20;
    private static final int MOST_AT_ONCE = 64 * 1024;

    private final Object exchange;

    private UndertowExchange(Object exchange) {
        this.exchange = exchange;
    }

    static Optional<UndertowExchange> of(ServletRequest request) {
        ServletRequest inner = request;
        for (int i = 0; i < MOST_WRAPPERS && inner instanceof ServletRequestWrapper wrapper; i++) {
            inner = wrapper.getRequest();
        }
        if (!inner.getClass().getName().equals(REQUEST)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UndertowExchange(call(inner, "getExchange")));
        } catch (ReflectiveOperationException otherVersion) {
            LOG.log(Level.WARNING, "this version of the server does not show its exchange: {0}", otherVersion);
            return Optional.empty();
        }
    }

    /**
     * Sends the response and closes the connection, unless the body is read or the rest of it is there already.
     *
     * @param response null if the request was answered before anything of ours saw it
     */
    void closeIfUnread(ServletRequest request, @Nullable ServletResponse response) {
        try {
            if (isRead()) {
                return;
            }
            readWhatIsThere(request);
            if (!isRead()) {
                finish(response);
                ((Closeable) call(exchange, "getConnection")).close();
            }
        } catch (IOException | ReflectiveOperationException | IllegalStateException failed) {
            LOG.log(Level.DEBUG, "a connection could not be closed", failed);
        }
    }

    private boolean isRead() throws ReflectiveOperationException {
        return (boolean) call(exchange, "isRequestComplete");
    }

    /** A short body has mostly arrived, and its sender then keeps the connection. Never waits. */
    private static void readWhatIsThere(ServletRequest request) {
        byte[] rest = new byte[8 * 1024];
        int left = MOST_AT_ONCE;
        try {
            InputStream body = request.getInputStream();
            while (left > 0 && body.available() > 0) {
                left -= body.read(rest);
            }
        } catch (IOException | IllegalStateException notReadable) {
            LOG.log(Level.DEBUG, "the rest of a body cannot be read", notReadable);
        }
    }

    private static void finish(@Nullable ServletResponse response) throws IOException {
        if (response == null) {
            return;
        }
        try {
            response.getOutputStream().close();
        } catch (IllegalStateException writerInUse) {
            response.getWriter().close();
        }
    }

    private static Object call(Object target, String method) throws ReflectiveOperationException {
        return target.getClass().getMethod(method).invoke(target);
    }
}
