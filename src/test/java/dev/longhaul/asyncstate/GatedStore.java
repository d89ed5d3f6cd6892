package dev.longhaul.asyncstate;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a store, remembers which threads came through, counts, and holds every one that comes while it is shut.
 */
final class GatedStore implements StateStore {

    private final StateStore store;
    private final Set<Thread> seen = ConcurrentHashMap.newKeySet();
    private final AtomicInteger stateWrites = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile CountDownLatch somebodyHeld = new CountDownLatch(1);

    GatedStore(StateStore store) {
        this.store = store;
    }

    void shut() {
        somebodyHeld = new CountDownLatch(1);
        gate = new CountDownLatch(1);
    }

    void open() {
        gate.countDown();
    }

    /** Counted down when a thread stands before the shut gate. */
    CountDownLatch somebodyHeld() {
        return somebodyHeld;
    }

    boolean hasSeen(Thread thread) {
        return seen.contains(thread);
    }

    int stateWrites() {
        return stateWrites.get();
    }

    private <A> A pass(Supplier<A> call) {
        seen.add(Thread.currentThread());
        if (gate.getCount() > 0) {
            somebodyHeld.countDown();
            awaitUninterruptibly(gate);
        }
        return call.get();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    @SuppressWarnings("NullAway") // the supplier answers null where the store does
    public @Nullable StateEnvelope read(StateKey key) {
        return pass(() -> store.read(key));
    }

    @Override
    public List<StateEnvelope> readAll(String type) {
        return pass(() -> store.readAll(type));
    }

    @Override
    public CompletionStage<Optional<StateEnvelope>> insert(StateEnvelope next) {
        stateWrites.incrementAndGet();
        return pass(() -> store.insert(next));
    }

    @Override
    public CompletionStage<Boolean> replace(StateEnvelope expected, StateEnvelope next) {
        stateWrites.incrementAndGet();
        return pass(() -> store.replace(expected, next));
    }

    @Override
    @SuppressWarnings("NullAway") // the supplier answers null where the store does
    public @Nullable CancelEnvelope readCancel(String instance) {
        return pass(() -> store.readCancel(instance));
    }

    @Override
    public CompletionStage<Optional<CancelEnvelope>> insertCancel(CancelEnvelope request) {
        return pass(() -> store.insertCancel(request));
    }

    @Override
    public CompletionStage<Boolean> replaceCancel(CancelEnvelope expected, CancelEnvelope next) {
        return pass(() -> store.replaceCancel(expected, next));
    }

    @Override
    public CompletionStage<Void> putUpdate(UpdateEnvelope said) {
        return pass(() -> store.putUpdate(said));
    }

    @Override
    @SuppressWarnings("NullAway") // the supplier answers null where the store does
    public @Nullable UpdateEnvelope readUpdate(String key) {
        return pass(() -> store.readUpdate(key));
    }

    @Override
    public void onUpdate(Consumer<UpdateEnvelope> callback) {
        store.onUpdate(callback);
    }

    @Override
    public void onCancel(Consumer<CancelEnvelope> callback) {
        store.onCancel(callback);
    }
}
