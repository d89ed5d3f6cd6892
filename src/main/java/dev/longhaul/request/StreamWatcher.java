package dev.longhaul.request;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.System.Logger.Level;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the state of an HTTP/2 stream of Grizzly, Payara's connector: a client that resets its stream, as a browser
 * does when a page is left, is seen there and nowhere else, for writes go on as if they arrived. By reflection, as
 * Grizzly is none of the APIs; where anything of it is missing or looks otherwise, nothing is watched.
 */
final class StreamWatcher {

    /** Pause between two looks. */
    static final Duration PERIOD = Duration.ofMillis(50);

    private static final System.Logger LOG = System.getLogger(StreamWatcher.class.getName());
    private static final String GRIZZLY = "org.glassfish.grizzly.Closeable";
    private static final int MOST_WRAPPERS = 20;

    private StreamWatcher() {}

    /** Whether this server's connector is the one that is known here. */
    static boolean knowsThisServer() {
        return grizzlyCloseable() != null;
    }

    /** How to ask whether the request's stream is open; empty for HTTP/1.1, and where it cannot be asked. */
    static Optional<BooleanSupplier> of(ServletRequest request) {
        if (!request.getProtocol().startsWith("HTTP/2")) {
            return Optional.empty();
        }
        Class<?> type = grizzlyCloseable();
        if (type == null) {
            return Optional.empty();
        }
        try {
            Object stream = streamOf(unwrapped(request));
            return type.isInstance(stream) ? Optional.of(new Look(stream, type.getMethod("isOpen"))) : Optional.empty();
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            LOG.log(Level.WARNING, "this version of the server does not show the state of a stream: {0}", e.toString());
            return Optional.empty();
        }
    }

    private static @Nullable Class<?> grizzlyCloseable() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            return Class.forName(GRIZZLY, false, loader == null ? StreamWatcher.class.getClassLoader() : loader);
        } catch (ClassNotFoundException | LinkageError otherServer) {
            return null;
        }
    }

    private static ServletRequest unwrapped(ServletRequest request) {
        ServletRequest inner = request;
        for (int i = 0; i < MOST_WRAPPERS && inner instanceof ServletRequestWrapper wrapper; i++) {
            inner = wrapper.getRequest();
        }
        return inner;
    }

    private static @Nullable Object streamOf(ServletRequest facade) throws ReflectiveOperationException {
        Object request = field(facade, "request").get(facade);
        for (String step :
                new String[] {"getCoyoteRequest", "getRequest", "getProcessingState", "getHttpContext", "getCloseable"
                }) {
            if (request == null) {
                return null;
            }
            Method method = request.getClass().getMethod(step);
            // the classes of HTTP/2 are not public, though their methods are
            method.setAccessible(true);
            request = method.invoke(request);
        }
        return request;
    }

    private static Field field(Object object, String name) throws NoSuchFieldException {
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(object.getClass().getName() + "." + name);
    }

    private record Look(Object stream, Method isOpen) implements BooleanSupplier {

        @Override
        public boolean getAsBoolean() {
            try {
                return (Boolean) isOpen.invoke(stream);
            } catch (ReflectiveOperationException e) {
                LOG.log(Level.DEBUG, "the state of a stream could not be asked", e);
                return true;
            }
        }
    }
}
