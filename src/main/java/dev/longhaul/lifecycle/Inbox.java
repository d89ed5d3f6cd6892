package dev.longhaul.lifecycle;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Hands items from any thread to the loops that handle them, so that the sender never waits for their handling. Items
 * are taken in the order in which they were added; with several loops they may be handled side by side.
 *
 * @param <T> the items
 */
public final class Inbox<T> {

    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
    private final Runnable wakeReader;

    /**
     * @param wakeReader called after each item, on the thread that added it; usually {@link WakeUp#wake} of the loops
     *     that call {@link #drainTo}
     */
    public Inbox(Runnable wakeReader) {
        this.wakeReader = wakeReader;
    }

    /** Adds an item and returns at once. */
    public void add(T item) {
        waiting.add(item);
        wakeReader.run();
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * Handles the items on the calling thread until none is waiting, those included that are added meanwhile. When the
     * handler throws, the item that it was given is used up and the rest stay for the next call.
     */
    public void drainTo(Consumer<? super T> handler) {
        for (T next = waiting.poll(); next != null; next = waiting.poll()) {
            handler.accept(next);
        }
    }
}
