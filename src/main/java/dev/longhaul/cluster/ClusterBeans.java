package dev.longhaul.cluster;

import dev.longhaul.database.Database;
import dev.longhaul.lifecycle.StartupOrder;
import dev.longhaul.settings.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;

/**
 * Starts the node with the application, and stops its cache manager when the beans are destroyed, after all draining.
 */
@ApplicationScoped
class ClusterBeans {

    private static final System.Logger LOG = System.getLogger(ClusterBeans.class.getName());

    private final InfinispanThreads threads = new InfinispanThreads();

    @Produces
    @Singleton
    ClusterSettings settings(Settings settings) {
        return ClusterSettings.from(settings);
    }

    @Produces
    @Singleton
    ClusterNode node(ClusterSettings settings, Database database, @Any Instance<EntryFormat> formats) {
        return ClusterNode.start(
                settings.forDatabase(database.id()), formats.stream().toList());
    }

    @Produces
    @Singleton
    ClusterSignals signals(ClusterNode node) {
        return new ClusterSignals(node);
    }

    // separately: a node that could not leave in order must not keep the threads of this deployment as well
    void leave(@Disposes ClusterNode node) {
        try {
            node.close();
        } catch (RuntimeException | LinkageError failed) {
            LOG.log(Level.ERROR, "node " + node.name() + " did not leave the cluster in order", failed);
        } finally {
            threads.release();
        }
    }

    void start(@Observes @Priority(StartupOrder.CLUSTER) Startup event, ClusterNode node, ClusterSettings settings) {
        if (!node.isAlone() && settings.tls().isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "the cluster channel on {0} is neither encrypted nor authenticated, because"
                            + " longhaul.cluster.insecure is true: every program that reaches it can join",
                    settings.bindAddress());
        }
        if (!node.isAlone() && Deserialization.isOpen()) {
            LOG.log(
                    Level.WARNING,
                    "this JVM deserializes objects of every class: set jdk.serialFilter as server-config/jvm.options has it");
        }
    }
}
