package dev.longhaul.asyncstate;

import dev.longhaul.cluster.ClusterNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.infinispan.AdvancedCache;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.conflict.EntryMergePolicy;
import org.infinispan.context.Flag;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryCreated;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryModified;
import org.infinispan.notifications.cachelistener.event.CacheEntryEvent;
import org.infinispan.partitionhandling.PartitionHandling;
import org.jspecify.annotations.Nullable;

/** Envelopes in three replicated caches of the cluster, or in local ones on a node that is alone. */
final class InfinispanStateStore implements StateStore {

    private static final String STATES = "longhaul-state";
    private static final String CANCELS = "longhaul-cancellation";
    private static final String UPDATES = "longhaul-update";
    private static final Duration LIFESPAN_OF_UPDATES = Duration.ofMinutes(1);
    private static final Duration STATE_TRANSFER = Duration.ofSeconds(10);

    private final AdvancedCache<String, StateEnvelope> states;
    private final AdvancedCache<String, CancelEnvelope> cancels;
    private final AdvancedCache<String, UpdateEnvelope> updates;

    InfinispanStateStore(ClusterNode node, Duration remoteTimeout) {
        states = cache(node, STATES, configuration(node, remoteTimeout, MergePolicy.STATES));
        cancels = cache(node, CANCELS, configuration(node, remoteTimeout, MergePolicy.CANCELS));
        updates = cache(node, UPDATES, configuration(node, remoteTimeout, MergePolicy.UPDATES));
    }

    private static <V> AdvancedCache<String, V> cache(ClusterNode node, String name, Configuration configuration) {
        return node.cacheManager().<String, V>createCache(name, configuration).getAdvancedCache();
    }

    private static Configuration configuration(
            ClusterNode node, Duration remoteTimeout, EntryMergePolicy<String, ?> mergePolicy) {
        ConfigurationBuilder builder = new ConfigurationBuilder();
        if (!node.isAlone()) {
            builder.clustering()
                    .cacheMode(CacheMode.REPL_SYNC)
                    .remoteTimeout(remoteTimeout.toMillis(), TimeUnit.MILLISECONDS)
                    .stateTransfer()
                    .fetchInMemoryState(true)
                    .awaitInitialTransfer(true)
                    .timeout(STATE_TRANSFER.toMillis(), TimeUnit.MILLISECONDS);
            builder.clustering()
                    .partitionHandling()
                    .whenSplit(PartitionHandling.ALLOW_READ_WRITES)
                    .mergePolicy(mergePolicy);
        }
        builder.encoding().mediaType("application/x-java-object");
        return builder.build();
    }

    @Override
    public @Nullable StateEnvelope read(StateKey key) {
        return states.withFlags(Flag.CACHE_MODE_LOCAL).get(key.toString());
    }

    @Override
    public List<StateEnvelope> readAll(String type) {
        return states.withFlags(Flag.CACHE_MODE_LOCAL).values().stream()
                .filter(envelope -> envelope.type().equals(type))
                .toList();
    }

    @Override
    public CompletionStage<Optional<StateEnvelope>> insert(StateEnvelope next) {
        return states.putIfAbsentAsync(next.key().toString(), next, next.lifespanMillis(), TimeUnit.MILLISECONDS)
                .thenApply(Optional::ofNullable);
    }

    @Override
    public CompletionStage<Boolean> replace(StateEnvelope expected, StateEnvelope next) {
        return states.replaceAsync(next.key().toString(), expected, next, next.lifespanMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public @Nullable CancelEnvelope readCancel(String instance) {
        return cancels.withFlags(Flag.CACHE_MODE_LOCAL).get(instance);
    }

    @Override
    public CompletionStage<Optional<CancelEnvelope>> insertCancel(CancelEnvelope request) {
        return cancels.putIfAbsentAsync(request.instance(), request, request.lifespanMillis(), TimeUnit.MILLISECONDS)
                .thenApply(Optional::ofNullable);
    }

    @Override
    public CompletionStage<Boolean> replaceCancel(CancelEnvelope expected, CancelEnvelope next) {
        return cancels.replaceAsync(next.instance(), expected, next, next.lifespanMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onCancel(Consumer<CancelEnvelope> callback) {
        cancels.addListener(new CancelWatcher(callback));
    }

    @Override
    public CompletionStage<Void> putUpdate(UpdateEnvelope said) {
        return updates.withFlags(Flag.IGNORE_RETURN_VALUES)
                .putAsync(said.key(), said, LIFESPAN_OF_UPDATES.toMillis(), TimeUnit.MILLISECONDS)
                .thenAccept(earlier -> {});
    }

    @Override
    public @Nullable UpdateEnvelope readUpdate(String key) {
        return updates.withFlags(Flag.CACHE_MODE_LOCAL).get(key);
    }

    @Override
    public void onUpdate(Consumer<UpdateEnvelope> callback) {
        updates.addListener(new UpdateWatcher(callback));
    }

    /** Public with public methods because Infinispan calls it from its own packages. */
    @Listener(observation = Listener.Observation.POST)
    public static final class UpdateWatcher {

        private final Consumer<UpdateEnvelope> callback;

        private UpdateWatcher(Consumer<UpdateEnvelope> callback) {
            this.callback = callback;
        }

        @CacheEntryCreated
        @CacheEntryModified
        public void written(CacheEntryEvent<String, UpdateEnvelope> event) {
            callback.accept(event.getValue());
        }
    }

    /** Public with public methods because Infinispan calls it from its own packages. */
    @Listener(observation = Listener.Observation.POST)
    public static final class CancelWatcher {

        private final Consumer<CancelEnvelope> callback;

        private CancelWatcher(Consumer<CancelEnvelope> callback) {
            this.callback = callback;
        }

        @CacheEntryCreated
        @CacheEntryModified
        public void written(CacheEntryEvent<String, CancelEnvelope> event) {
            callback.accept(event.getValue());
        }
    }
}
