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
 * Asks the other nodes, within milliseconds, to check something now. A signal names its subject in a few words and may
 * be lost: the receiver must find what it announces without it, too, only later. Safe for any number of threads.
 */
public final class ClusterSignals {

    private static final System.Logger LOG = System.getLogger(ClusterSignals.class.getName());
    private static final String CACHE = "longhaul-signal";
    private static final Duration LIFESPAN = Duration.ofSeconds(10);

    private final String self;
    private final EntryCheck<String> check =
            new EntryCheck<>(CACHE, String.class, (key, about) -> key.indexOf('/') > 0);
    private final Map<String, Consumer<String>> callbacks = new ConcurrentHashMap<>();
    /** Null on a node without peers. */
    private final @Nullable AdvancedCache<String, String> cache;

    /** Make one for each node, on all nodes. */
    public ClusterSignals(ClusterNode node) {
        this.self = node.incarnation();
        this.cache = node.isAlone() ? null : openOn(node);
        if (cache != null) {
            cache.addListener(new SignalWatcher());
        }
    }

    private static AdvancedCache<String, String> openOn(ClusterNode node) {
        ConfigurationBuilder builder = new ConfigurationBuilder();
        // No node waits for a signal, least of all for a frozen peer. Nor does a starting node wait for its peers to
        // take it in: after one of them had been frozen, that took minutes.
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

    /** Calls the callback of this topic on every other node, with the same text. Returns at once. */
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
     * Sets the callback for signals of this topic from other nodes. It is called on a thread of the cluster and must
     * only hand over. A second callback for a topic replaces the first.
     */
    public void onSignal(String topic, Consumer<String> callback) {
        callbacks.put(topic, callback);
    }

    /**
     * Public with a public method because Infinispan calls it from its own packages; with {@code Object} to keep
     * Infinispan's types out of the signature.
     */
    @Listener(observation = Listener.Observation.POST)
    public final class SignalWatcher {

        private SignalWatcher() {}

        @CacheEntryCreated
        @CacheEntryModified
        public void sent(Object sent) {
            CacheEntryEvent<?, ?> event = (CacheEntryEvent<?, ?>) sent;
            String about = check.accept(event.getKey(), event.getValue());
            if (about == null) {
                return;
            }
            String key = (String) event.getKey();
            int slash = key.indexOf('/');
            // not by the origin of the event: the sender gets its own back from the node that orders the writes
            if (key.substring(slash + 1).equals(self)) {
                return;
            }
            Consumer<String> callback = callbacks.get(key.substring(0, slash));
            if (callback != null) {
                callback.accept(about);
            }
        }
    }
}
