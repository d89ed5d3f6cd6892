package dev.longhaul.cluster;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.infinispan.manager.EmbeddedCacheManager;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachemanagerlistener.annotation.Merged;
import org.infinispan.notifications.cachemanagerlistener.annotation.ViewChanged;
import org.infinispan.notifications.cachemanagerlistener.event.ViewChangedEvent;
import org.infinispan.remoting.transport.Address;

/** The nodes that this node sees, by incarnation; on a node without peers always itself. */
final class ClusterView {

    private static final System.Logger LOG = System.getLogger(ClusterView.class.getName());

    private final EmbeddedCacheManager manager;
    private final String name;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile Set<String> present;

    ClusterView(EmbeddedCacheManager manager, NodeId self) {
        this.manager = manager;
        this.name = self.name();
        this.present = Set.of(self.incarnation());
    }

    /** The incarnation of the node that the manager has started. */
    static String incarnationOf(EmbeddedCacheManager manager) {
        return incarnationOf(manager.getAddress());
    }

    /** Follows the changes from now on. */
    void watch() {
        manager.addListener(new ViewWatcher());
        // after the listener is there, so that no change is missed
        read();
    }

    Set<String> present() {
        return present;
    }

    void onChanged(Runnable callback) {
        listeners.add(callback);
    }

    // Read again each time instead of taken from the event: two threads may come here, and the later one must win.
    private synchronized void read() {
        present = manager.getMembers().stream().map(ClusterView::incarnationOf).collect(Collectors.toUnmodifiableSet());
        notifyAll();
    }

    private static String incarnationOf(Address address) {
        return address.getNodeUUID().toString();
    }

    /** Waits until no other node has this node's name. False when the time was not enough. */
    synchronized boolean awaitOnlyOneOfItsName(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            while (countOfItsName() > 1) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return true;
    }

    private long countOfItsName() {
        return manager.getMembers().stream()
                .filter(member -> member.toString().equals(name))
                .count();
    }

    /**
     * Public with a public method because Infinispan calls it from its own packages; with {@code Object} to keep
     * Infinispan's types out of the signature.
     */
    @Listener
    public final class ViewWatcher {

        private ViewWatcher() {}

        @ViewChanged
        @Merged
        public void changed(Object event) {
            read();
            LOG.log(Level.INFO, "the view of node {0} is now {1}", name, ((ViewChangedEvent) event).getNewMembers());
            listeners.forEach(ClusterView::call);
        }
    }

    private static void call(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException thrown) {
            LOG.log(Level.ERROR, "a callback on a change of the view failed", thrown);
        }
    }
}
