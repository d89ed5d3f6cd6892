package dev.longhaul.cluster;

import io.reactivex.rxjava3.schedulers.Schedulers;
import java.lang.System.Logger.Level;
import java.util.List;
import org.infinispan.commons.ThreadGroups;

/**
 * Releases what Infinispan leaves in the JVM when its last cache manager has stopped. After a redeployment each of
 * these would keep the whole old deployment in memory: RxJava's pools have threads, and Java before 19 holds each
 * thread group that was not destroyed, here one of a class of the deployment.
 */
final class InfinispanThreads {

    private static final System.Logger LOG = System.getLogger(InfinispanThreads.class.getName());

    private final List<ThreadGroup> groups;

    /** Make one when the application starts: while it ends, Payara no longer loads classes of it. */
    InfinispanThreads() {
        groups = List.of(ThreadGroups.NON_BLOCKING_GROUP, ThreadGroups.BLOCKING_GROUP);
        Schedulers.start();
    }

    /** Call once, when no cache manager of this class loader is used any longer. */
    @SuppressWarnings("removal") // without effect from Java 19 on, and not needed there
    void release() {
        Schedulers.shutdown();
        for (ThreadGroup group : groups) {
            // goes with its last thread, which may be ending now; without one it must be destroyed
            group.setDaemon(true);
            try {
                group.destroy();
            } catch (IllegalThreadStateException endsLater) {
                LOG.log(Level.DEBUG, "thread group {0} ends with its last thread", group.getName());
            }
        }
    }
}
