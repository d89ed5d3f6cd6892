package dev.longhaul.it;

import dev.longhaul.launcher.ServerDatabase;
import dev.longhaul.launcher.ServerKind;
import dev.longhaul.launcher.ServerOptions;
import dev.longhaul.launcher.ServerUnderTest;
import java.lang.reflect.AnnotatedElement;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives each {@link OnServer} class its server. One such server runs at a time: the first class that wants another one
 * ends it, and the last one ends with the test run. {@link Order} keeps classes together that want the same.
 */
public final class SharedServers implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedServers.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        serverOf(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ServerUnderTest.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return serverOf(context);
    }

    private static ServerUnderTest serverOf(ExtensionContext context) {
        OnServer wanted = wantedBy(context.getRequiredTestClass());
        if (wanted == null) {
            throw new IllegalStateException(context.getRequiredTestClass() + " has no @OnServer");
        }
        return ready(context, wanted.value(), wanted.database());
    }

    /** For classes that are tied to their server by other means than {@link OnServer}. */
    public static ServerUnderTest ready(ExtensionContext context, ServerKind kind, ServerDatabase.Kind database) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(OneServer.class, key -> new OneServer(), OneServer.class)
                .ready(kind, database);
    }

    private static @Nullable OnServer wantedBy(AnnotatedElement testClass) {
        return AnnotationSupport.findAnnotation(testClass, OnServer.class).orElse(null);
    }

    private static String nameOf(ServerKind kind, ServerDatabase.Kind database) {
        return (kind + "-" + database).toLowerCase(Locale.ROOT);
    }

    /** Keeps classes that share a server next to each other; those that name none come last, beside PostgreSQL. */
    static final class Order implements ClassOrderer {

        @Override
        public void orderClasses(ClassOrdererContext context) {
            context.getClassDescriptors()
                    .sort(Comparator.comparing((ClassDescriptor type) -> keyOf(wantedBy(type.getTestClass())))
                            .thenComparing(type -> type.getTestClass().getName()));
        }

        private static String keyOf(@Nullable OnServer wanted) {
            return wanted == null ? "~" : nameOf(wanted.value(), wanted.database());
        }
    }

    private static final class OneServer implements AutoCloseable {

        private @Nullable ServerUnderTest running;

        ServerUnderTest ready(ServerKind kind, ServerDatabase.Kind database) {
            String name = nameOf(kind, database);
            ServerUnderTest current = running;
            if (current != null && current.options().name().equals(name)) {
                return current;
            }
            close();
            ServerUnderTest next = kind.server(ServerOptions.of(name, kind.freePort(), FreshDatabases.of(database)));
            running = next;
            next.startAndAwaitReady();
            return next;
        }

        @Override
        public void close() {
            if (running != null) {
                running.close();
                running = null;
            }
        }
    }
}
