package dev.longhaul.it.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.params.provider.AnnotationBasedArgumentsProvider;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Gives an {@link OnServers} class its servers, one after another, in the order in which other classes leave them free.
 * Classes may run at the same time. A server that was started runs until the last class has ended.
 */
public final class SharedServers extends AnnotationBasedArgumentsProvider<OnServers> {

    private static final Namespace NAMESPACE = Namespace.create(SharedServers.class);

    @Override
    protected Stream<? extends Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context, OnServers wanted) {
        List<ServerName> names = Arrays.stream(wanted.value().length == 0 ? ServerName.values() : wanted.value())
                .filter(ServerName::isWanted)
                .toList();
        Set<ServerName> left = EnumSet.noneOf(ServerName.class);
        left.addAll(names);
        All all = allOf(context);
        // the next server is taken when the class has given back the one before it
        return Stream.generate(() -> Arguments.of(all.takeOneOf(left))).limit(names.size());
    }

    /** For a class that is tied to its server by other means than {@link OnServers}; it must give the server back. */
    public static SharedServer take(ExtensionContext context, ServerName name) {
        return allOf(context).takeOneOf(EnumSet.of(name));
    }

    private static All allOf(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(All.class, key -> new All(), All.class);
    }

    private static final class All implements AutoCloseable {

        private final Map<ServerName, SharedServer> servers = new EnumMap<>(ServerName.class);
        private final Set<ServerName> taken = EnumSet.noneOf(ServerName.class);

        All() {
            for (ServerName name : ServerName.values()) {
                servers.put(name, new SharedServer(name, () -> giveBack(name)));
            }
        }

        /** Waits until one of these is free, and removes it from them. */
        synchronized SharedServer takeOneOf(Set<ServerName> names) {
            try {
                while (taken.containsAll(names)) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a server", e);
            }
            ServerName free = names.stream()
                    .filter(name -> !taken.contains(name))
                    .findFirst()
                    .orElseThrow();
            taken.add(free);
            names.remove(free);
            return Objects.requireNonNull(servers.get(free));
        }

        private synchronized void giveBack(ServerName name) {
            taken.remove(name);
            notifyAll();
        }

        /** Together, because each takes seconds to end. */
        @Override
        public void close() {
            List<SharedServer> all = new ArrayList<>(servers.values());
            all.forEach(SharedServer::terminate);
            all.forEach(SharedServer::end);
        }
    }
}
