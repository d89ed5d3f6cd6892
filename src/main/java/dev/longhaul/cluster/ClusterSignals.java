package dev.longhaul.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.infinispan.AdvancedCache;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.context.Flag;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryCreated;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryModified;
import org.infinispan.notifications.cachelistener.event.CacheEntryEvent;
import org.jspecify.annotations.Nullable;

/**
 * Tells the other nodes to look at something now, within milliseconds. A signal says what it is about in a few words
 * and may be lost: what it announces must be found without it, too, only later. Safe for any number of threads.
 */
public final class ClusterSignals {

    private static final System.Logger LOG = System.getLogger(ClusterSignals.class.getName());
    private static final String CACHE = "longhaul-signal";
    private static final Duration LIFESPAN = Duration.ofSeconds(10);

    private final String self;
    private final Map<String, Consumer<String>> callbacks = new ConcurrentHashMap<>();
    /** Null on a node without peers, which has nobody to tell. */
    private final @Nullable AdvancedCache<String, String> cache;

    /** To be made once for each node, on all nodes. */
    public ClusterSignals(ClusterNode node) {
        this.self = node.incarnation();
        this.cache = node.isAlone() ? null : openOn(node);
        if (cache != null) {
            cache.addListener(new SignalWatcher());
        }
    }

    private static AdvancedCache<String, String> openOn(ClusterNode node) {
        ConfigurationBuilder builder = new ConfigurationBuilder();
        // nobody waits for a signal, least of all for a peer that stands still; and no node waits with its start until
        // the
        // others have taken it in, because after a freeze that took minutes
        builder.clustering()
                .cacheMode(CacheMode.REPL_ASYNC)
                .stateTransfer()
                .fetchInMemoryState(false)
                .awaitInitialTransfer(false);
        builder.encoding().mediaType("application/x-java-object");
        return node.cacheManager()
                .<String, String>createCache(CACHE, builder.build())
                .getAdvancedCache();
    }

    /** Has the callback of this topic called on every other node, with the same text. Returns at once. */
    public void send(String topic, String about) {
        if (cache != null) {
            cache.withFlags(Flag.IGNORE_RETURN_VALUES)
                    .putAsync(topic + "/" + self, about, LIFESPAN.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(lost -> {
                        LOG.log(System.Logger.Level.DEBUG, "a signal about " + topic + " was lost", lost);
                        return null;
                    });
        }
    }

    /**
     * Sets what to do when another node sends this topic. Called on a thread of the cluster: it must only hand over. A
     * second callback for a topic takes the place of the first.
     */
    public void onSignal(String topic, Consumer<String> callback) {
        callbacks.put(topic, callback);
    }

    /** Public with public methods because Infinispan calls it from its own packages. */
    @Listener(observation = Listener.Observation.POST)
    public final class SignalWatcher {

        private SignalWatcher() {}

        @CacheEntryCreated
        @CacheEntryModified
        public void sent(CacheEntryEvent<String, String> event) {
            int slash = event.getKey().indexOf('/');
            // not by the origin of the event: the sender gets its own back from the node that orders the writes
            if (event.getKey().substring(slash + 1).equals(self)) {
                return;
            }
            String topic = event.getKey().substring(0, slash);
            Consumer<String> callback = callbacks.get(topic);
            if (callback != null) {
                callback.accept(event.getValue());
            }
        }
    }
}
