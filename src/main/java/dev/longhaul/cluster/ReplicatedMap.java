package dev.longhaul.cluster;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.infinispan.AdvancedCache;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.context.Flag;
import org.infinispan.manager.EmbeddedCacheManager;
import org.infinispan.notifications.Listener;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryCreated;
import org.infinispan.notifications.cachelistener.annotation.CacheEntryModified;
import org.infinispan.notifications.cachelistener.event.CacheEntryEvent;
import org.infinispan.partitionhandling.PartitionHandling;
import org.jspecify.annotations.Nullable;

/**
 * A map of which every node of the cluster holds the whole; on a node without peers an ordinary map. Entries end by
 * lifespan only. After a split, for each key the greatest entry of all sides is kept everywhere. What a peer writes
 * that is not an entry of this map is never seen here.
 *
 * <p>Reads use this node's copy and never wait for another node. Writes start at once and complete later on any thread.
 * The outcome of a write that fails is unknown: it may have been applied, also on some nodes only. A lifespan is in
 * milliseconds; -1 for forever. Safe for any number of threads.
 *
 * @param <V> the entries; their format was given to {@link ClusterNode#start}
 */
public final class ReplicatedMap<V> {

    private static final Duration STATE_TRANSFER = Duration.ofSeconds(10);

    /** Of objects: which type a peer has really written is decided by the check. */
    private final AdvancedCache<Object, Object> cache;

    private final EntryCheck<V> check;

    private ReplicatedMap(AdvancedCache<Object, Object> cache, EntryCheck<V> check) {
        this.cache = cache;
        this.check = check;
    }

    static <V> ReplicatedMap<V> replicated(EmbeddedCacheManager manager, Rules<V> rules, Duration remoteTimeout) {
        EntryCheck<V> check = rules.check();
        ConfigurationBuilder builder = new ConfigurationBuilder();
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
                .mergePolicy(new MergePolicy<>(check, rules.order()));
        return open(manager, rules.name(), builder, check);
    }

    static <V> ReplicatedMap<V> local(EmbeddedCacheManager manager, Rules<V> rules) {
        return open(manager, rules.name(), new ConfigurationBuilder(), rules.check());
    }

    private static <V> ReplicatedMap<V> open(
            EmbeddedCacheManager manager, String name, ConfigurationBuilder builder, EntryCheck<V> check) {
        // as objects: a merge policy would get bytes otherwise and fail, and the nodes would stay different
        builder.encoding().mediaType("application/x-java-object");
        Configuration configuration = builder.build();
        return new ReplicatedMap<>(
                manager.<Object, Object>createCache(name, configuration).getAdvancedCache(), check);
    }

    /** The entry of this node's copy. */
    public @Nullable V get(String key) {
        return check.accept(key, cache.withFlags(Flag.CACHE_MODE_LOCAL).get(key));
    }

    /** All entries of this node's copy. */
    public Stream<V> values() {
        return cache.withFlags(Flag.CACHE_MODE_LOCAL).entrySet().stream()
                .flatMap(found -> Stream.ofNullable(check.accept(found.getKey(), found.getValue())));
    }

    /** Writes if the key is free. Completes with empty then, and otherwise with the entry that all nodes agree on. */
    public CompletionStage<Optional<V>> putIfAbsent(String key, V entry, long lifespanMillis) {
        return cache.putIfAbsentAsync(key, entry, lifespanMillis, TimeUnit.MILLISECONDS)
                .thenCompose(found -> {
                    V accepted = check.accept(key, found);
                    // what does not belong under the key must not keep its place
                    return found == null || accepted != null
                            ? CompletableFuture.completedFuture(Optional.ofNullable(accepted))
                            : put(key, entry, lifespanMillis).thenApply(written -> Optional.<V>empty());
                });
    }

    /** Writes if the key holds exactly what is expected. Completes with whether it did. */
    public CompletionStage<Boolean> replace(String key, V expected, V next, long lifespanMillis) {
        return cache.replaceAsync(key, expected, next, lifespanMillis, TimeUnit.MILLISECONDS);
    }

    /** Writes, whatever the key holds. */
    public CompletionStage<Void> put(String key, V entry, long lifespanMillis) {
        return cache.withFlags(Flag.IGNORE_RETURN_VALUES)
                .putAsync(key, entry, lifespanMillis, TimeUnit.MILLISECONDS)
                .thenAccept(earlier -> {});
    }

    /**
     * Calls back with each entry that any node writes, after the write, on a thread of the cluster: the callback must
     * only hand over. Entries that a merge changes may be missed.
     */
    public void onWritten(Consumer<V> callback) {
        cache.addListener(new WriteWatcher<>(check, callback));
    }

    /**
     * Public with a public method because Infinispan calls it from its own packages; with {@code Object} to keep
     * Infinispan's types out of the signature.
     */
    @Listener(observation = Listener.Observation.POST)
    public static final class WriteWatcher<V> {

        private final EntryCheck<V> check;
        private final Consumer<V> callback;

        private WriteWatcher(EntryCheck<V> check, Consumer<V> callback) {
            this.check = check;
            this.callback = callback;
        }

        @CacheEntryCreated
        @CacheEntryModified
        public void written(Object event) {
            CacheEntryEvent<?, ?> written = (CacheEntryEvent<?, ?>) event;
            V entry = check.accept(written.getKey(), written.getValue());
            if (entry != null) {
                callback.accept(entry);
            }
        }
    }

    /**
     * What a map is opened with, on all nodes in the same way.
     *
     * @param type of its entries
     * @param belongs whether an entry of the type may be stored under the key. An entry of another type, or one that
     *     does not belong under its key, counts as absent and is logged once
     * @param order which entry of a key is kept after a split: the greater one; two entries that differ must not be
     *     equal
     */
    public record Rules<V>(String name, Class<V> type, BiPredicate<String, V> belongs, Comparator<V> order) {

        private EntryCheck<V> check() {
            return new EntryCheck<>(name, type, belongs);
        }
    }
}
