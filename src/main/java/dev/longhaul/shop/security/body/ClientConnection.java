package dev.longhaul.shop.security.body;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * What the Servlet API does not show of the connection behind a request, on the connectors of WildFly (Undertow) and
 * Payara (Grizzly). Uses reflection, because none of this is part of the APIs; if the classes look different, nothing
 * is done. For the thread that serves the request.
 */
final class ClientConnection {

    private static final System.Logger LOG = System.getLogger(ClientConnection.class.getName());
    private static final String UNDERTOW = "io.undertow.servlet.spec.HttpServletRequestImpl";
    private static final String GRIZZLY = "org.apache.catalina.connector.RequestFacade";
    private static final int MOST_WRAPPERS = 20;

    private ClientConnection() {}

    /** Whether this connector itself reads the rest of a body, waiting for it, when its request ends. */
    static boolean waitsForBodies(ServletRequest request) {
        return unwrapped(request).getClass().getName().equals(UNDERTOW);
    }

    /**
     * Whether a request that this connector dispatches again lacks what it had before. On Payara it has no CDI request
     * scope then, and over HTTP/2 its stream is lost.
     */
    static boolean losesDispatches(ServletRequest request) {
        return unwrapped(request).getClass().getName().equals(GRIZZLY);
    }

    /** Whether the whole body has been read; true where it cannot be told. */
    static boolean isBodyRead(ServletRequest request) {
        ServletRequest inner = unwrapped(request);
        if (inner.getClass().getName().equals(UNDERTOW)) {
            try {
                return (boolean) call(call(inner, "getExchange"), "isRequestComplete");
            } catch (ReflectiveOperationException | InaccessibleObjectException otherVersion) {
                LOG.log(Level.WARNING, "this version of the server does not show its exchange: {0}", otherVersion);
                return true;
            }
        }
        // Grizzly says that a body is finished before it is
        return !inner.getClass().getName().equals(GRIZZLY);
    }

    /**
     * Closes the connection, or Grizzly's HTTP/2 stream, after what was written; its request must write nothing more.
     * On Payara this happens when the container has finished the request: it would log a trace about one that ends
     * before.
     */
    static void close(ServletRequest request) {
        ServletRequest inner = unwrapped(request);
        try {
            switch (inner.getClass().getName()) {
                case UNDERTOW -> call(call(call(inner, "getExchange"), "getConnection"), "close");
                case GRIZZLY -> closeAfterService(inner);
                default -> LOG.log(Level.DEBUG, "the connection of {0} is not known", inner.getClass());
            }
        } catch (ReflectiveOperationException | InaccessibleObjectException failed) {
            LOG.log(Level.WARNING, "a connection could not be closed: {0}", failed.toString());
        }
    }

    private static void closeAfterService(ServletRequest facade) throws ReflectiveOperationException {
        Field field = facade.getClass().getDeclaredField("request");
        field.setAccessible(true);
        Object request = call(field.get(facade), "getCoyoteRequest");
        Object closeable = request;
        for (String next : new String[] {"getRequest", "getProcessingState", "getHttpContext", "getCloseable"}) {
            closeable = call(closeable, next);
        }
        Object toClose = closeable;
        ClassLoader loader = request.getClass().getClassLoader();
        Class<?> listener = Class.forName("org.glassfish.grizzly.http.server.AfterServiceListener", false, loader);
        request.getClass()
                .getMethod("addAfterServiceListener", listener)
                .invoke(request, Proxy.newProxyInstance(loader, new Class<?>[] {listener}, (proxy, called, given) -> {
                    return switch (called.getName()) {
                        case "onAfterService" -> {
                            call(toClose, "closeSilently");
                            yield null;
                        }
                        case "equals" -> proxy == given[0];
                        case "hashCode" -> System.identityHashCode(proxy);
                        default -> "closes an unread body's connection";
                    };
                }));
    }

    private static ServletRequest unwrapped(ServletRequest request) {
        ServletRequest inner = request;
        for (int i = 0; i < MOST_WRAPPERS && inner instanceof ServletRequestWrapper wrapper; i++) {
            inner = wrapper.getRequest();
        }
        return inner;
    }

    private static Object call(@Nullable Object target, String name) throws ReflectiveOperationException {
        if (target == null) {
            throw new NoSuchMethodException(name + " of nothing");
        }
        Method method = target.getClass().getMethod(name);
        // the classes are not all public, though their methods are
        method.setAccessible(true);
        Object result = method.invoke(target);
        return result == null ? target : result;
    }
}
