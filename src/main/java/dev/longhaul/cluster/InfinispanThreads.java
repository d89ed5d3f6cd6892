package dev.longhaul.cluster;

import io.reactivex.rxjava3.schedulers.Schedulers;
import java.lang.System.Logger.Level;
import java.util.List;
import org.infinispan.commons.ThreadGroups;

/**
 * What Infinispan leaves to the JVM when its last cache manager has stopped. In an application that can be redeployed
 * each of these keeps a whole deployment for ever: RxJava's pools have threads, and Java before 19 holds each thread
 * group that was not destroyed, here by a class of the deployment.
 */
final class InfinispanThreads {

    private static final System.Logger LOG = System.getLogger(InfinispanThreads.class.getName());

    private final List<ThreadGroup> groups;

    /** To be made when the application starts: when it ends, Payara loads no class of it any more. */
    InfinispanThreads() {
        groups = List.of(ThreadGroups.NON_BLOCKING_GROUP, ThreadGroups.BLOCKING_GROUP);
        Schedulers.start();
    }

    /** Once, when no cache manager of this class loader is used any more or will be. */
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
