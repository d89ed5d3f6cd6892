package dev.longhaul.shop.productimport.upload;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Limits how many files of one user this node receives or checks at once: each holds a thread or a slot in a queue.
 * Counted per node, so that the count of a node that dies disappears with it. Safe for any number of threads.
 */
public final class UploadSlots {

    private final int atOnce;
    private final Map<String, Integer> taken = new HashMap<>();

    /** @param atOnce files of one user */
    public UploadSlots(int atOnce) {
        this.atOnce = atOnce;
    }

    /** One file in progress. Closing it again changes nothing. */
    final class Slot implements AutoCloseable {

        private final String user;
        private final AtomicBoolean isFree = new AtomicBoolean();

        private Slot(String user) {
            this.user = user;
        }

        @Override
        public void close() {
            if (isFree.compareAndSet(false, true)) {
                free(user);
            }
        }
    }

    /**
     * Takes a slot of the user, to be closed when the file is no longer worked on.
     *
     * @throws UploadRefusedException when all are taken; nothing has to be closed then
     */
    Slot take(String user) throws UploadRefusedException {
        synchronized (taken) {
            int count = taken.getOrDefault(user, 0);
            if (count >= atOnce) {
                throw UploadRefusedException.tooManyAtOnce(atOnce);
            }
            taken.put(user, count + 1);
        }
        return new Slot(user);
    }

    private void free(String user) {
        synchronized (taken) {
            taken.computeIfPresent(user, (same, count) -> count == 1 ? null : count - 1);
        }
    }
}
