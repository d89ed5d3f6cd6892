package dev.longhaul.asyncstate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A store that several nodes of a test share, with a clock and faults turned by hand. */
final class InMemoryStateStore implements StateStore {

    private static final Duration LIFESPAN_OF_UPDATES = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final Map<String, Entry<StateEnvelope>> states = new HashMap<>();
    private final Map<String, Entry<CancelEnvelope>> cancels = new HashMap<>();
    private final Map<String, Entry<UpdateEnvelope>> updates = new HashMap<>();
    private final List<Consumer<CancelEnvelope>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<UpdateEnvelope>> updateListeners = new CopyOnWriteArrayList<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private boolean holding;
    private volatile boolean deaf;
    private int failures;
    private boolean failuresAreApplied;
    private int stateWrites;

    InMemoryStateStore(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** From now on no write completes, as when a peer is frozen; {@link #release} lets them all through. */
    synchronized void hold() {
        holding = true;
    }

    void release() {
        Runnable next = releaseNext();
        while (next != null) {
            next.run();
            next = releaseNext();
        }
    }

    private synchronized @Nullable Runnable releaseNext() {
        holding = false;
        return held.pollFirst();
    }

    synchronized int heldCount() {
        return held.size();
    }

    /** The next writes time out; their outcome is as given, and unknown to the writer. */
    synchronized void failNext(int count, boolean applied) {
        failures = count;
        failuresAreApplied = applied;
    }

    /** Tells no listener from now on. */
    synchronized void tellNobody() {
        deaf = true;
    }

    synchronized void clear() {
        states.clear();
    }

    synchronized int stateWrites() {
        return stateWrites;
    }

    @Override
    public synchronized @Nullable StateEnvelope read(StateKey key) {
        return live(states, key.toString());
    }

    @Override
    public synchronized List<StateEnvelope> readAll(String type) {
        return List.copyOf(states.keySet()).stream()
                .map(key -> Optional.ofNullable(live(states, key)))
                .flatMap(Optional::stream)
                .filter(envelope -> envelope.type().equals(type))
                .toList();
    }

    @Override
    public CompletionStage<Optional<StateEnvelope>> insert(StateEnvelope next) {
        return complete(() -> insert(states, next.key().toString(), next, next.lifespanMillis()));
    }

    @Override
    public CompletionStage<Boolean> replace(StateEnvelope expected, StateEnvelope next) {
        return complete(() -> replace(states, next.key().toString(), expected, next, next.lifespanMillis()));
    }

    @Override
    public synchronized @Nullable CancelEnvelope readCancel(String instance) {
        return live(cancels, instance);
    }

    @Override
    public CompletionStage<Optional<CancelEnvelope>> insertCancel(CancelEnvelope request) {
        return complete(() -> {
            Optional<CancelEnvelope> earlier = insert(cancels, request.instance(), request, request.lifespanMillis());
            if (earlier.isEmpty()) {
                tell(request);
            }
            return earlier;
        });
    }

    @Override
    public CompletionStage<Boolean> replaceCancel(CancelEnvelope expected, CancelEnvelope next) {
        return complete(() -> {
            boolean replaced = replace(cancels, next.instance(), expected, next, next.lifespanMillis());
            if (replaced) {
                tell(next);
            }
            return replaced;
        });
    }

    @Override
    public void onCancel(Consumer<CancelEnvelope> callback) {
        listeners.add(callback);
    }

    @Override
    public CompletionStage<Void> putUpdate(UpdateEnvelope said) {
        return complete(() -> {
                    put(updates, said.key(), said, LIFESPAN_OF_UPDATES.toMillis());
                    return said;
                })
                // not inside the write: who is told answers at once, and its answer is a write again
                .thenAccept(written -> {
                    if (!deaf) {
                        updateListeners.forEach(listener -> listener.accept(written));
                    }
                });
    }

    @Override
    public synchronized @Nullable UpdateEnvelope readUpdate(String key) {
        return live(updates, key);
    }

    @Override
    public void onUpdate(Consumer<UpdateEnvelope> callback) {
        updateListeners.add(callback);
    }

    private void tell(CancelEnvelope request) {
        if (!deaf) {
            listeners.forEach(listener -> listener.accept(request));
        }
    }

    private <A> CompletionStage<A> complete(Supplier<A> write) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        Runnable apply = () -> applyOrFail(write, answer);
        synchronized (this) {
            if (holding) {
                held.addLast(apply);
                return answer;
            }
        }
        apply.run();
        return answer;
    }

    private <A> void applyOrFail(Supplier<A> write, CompletableFuture<A> answer) {
        boolean fails;
        A outcome = null;
        synchronized (this) {
            fails = failures > 0;
            failures = Math.max(0, failures - 1);
            if (!fails || failuresAreApplied) {
                outcome = write.get();
            }
        }
        if (fails || outcome == null) {
            answer.completeExceptionally(new TimeoutException("from the test"));
        } else {
            answer.complete(outcome);
        }
    }

    private <V> Optional<V> insert(Map<String, Entry<V>> map, String key, V next, long lifespanMillis) {
        V there = live(map, key);
        if (there != null) {
            return Optional.of(there);
        }
        put(map, key, next, lifespanMillis);
        return Optional.empty();
    }

    private <V> boolean replace(Map<String, Entry<V>> map, String key, V expected, V next, long lifespanMillis) {
        if (!expected.equals(live(map, key))) {
            return false;
        }
        put(map, key, next, lifespanMillis);
        return true;
    }

    private <V> void put(Map<String, Entry<V>> map, String key, V next, long lifespanMillis) {
        stateWrites += next instanceof StateEnvelope ? 1 : 0;
        map.put(key, new Entry<>(next, nanoTime.getAsLong(), lifespanMillis));
    }

    private <V> @Nullable V live(Map<String, Entry<V>> map, String key) {
        Entry<V> entry = map.get(key);
        if (entry == null || entry.isOver(nanoTime.getAsLong())) {
            map.remove(key);
            return null;
        }
        return entry.value;
    }

    private record Entry<V>(V value, long writtenNanos, long lifespanMillis) {

        boolean isOver(long now) {
            return lifespanMillis >= 0
                    && now - writtenNanos >= Duration.ofMillis(lifespanMillis).toNanos();
        }
    }
}
