package dev.longhaul.shop.security.guessing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * The few requests of this node that may be held until their turn comes. There are fewer places than a server has
 * worker threads, so guessing cannot keep others from being served. Safe for any number of threads.
 */
public final class WaitingPlaces {

    /** On one node at a time. */
    public static final int COUNT = 8;

    private final Semaphore free = new Semaphore(COUNT);
    private final Pause pause;

    /** Lets the calling thread wait. */
    @FunctionalInterface
    public interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    public WaitingPlaces(Pause pause) {
        this.pause = pause;
    }

    /** A place, if one is free; to be closed. */
    public Optional<Place> take() {
        return free.tryAcquire() ? Optional.of(new Place()) : Optional.empty();
    }

    /** One of the places. Used by one thread and closed once. */
    public final class Place implements AutoCloseable {

        private Place() {}

        /** Waits so long. False if the thread was interrupted, which stays noted at the thread. */
        public boolean await(Duration time) {
            try {
                pause.sleep(time);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            free.release();
        }
    }
}
