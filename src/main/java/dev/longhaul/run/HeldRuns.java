package dev.longhaul.run;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** The runs that are being worked on in this process. Safe for any number of threads. */
final class HeldRuns {

    private final Map<RunId, Held> held = new ConcurrentHashMap<>();

    record Held(long epoch, CancellationSource source, CancelStages stages) {}

    void add(Run run, CancellationSource source, CancelStages stages) {
        held.put(run.id(), new Held(run.epoch(), source, stages));
    }

    void remove(RunId id) {
        held.remove(id);
    }

    Optional<Held> find(RunId id) {
        return Optional.ofNullable(held.get(id));
    }

    boolean isEmpty() {
        return held.isEmpty();
    }

    void forEach(BiConsumer<RunId, Held> action) {
        held.forEach(action);
    }

    /** Tells each run to stop that has not been told yet; the answer is how many. */
    int cancelAll(CancellationReason reason) {
        int told = 0;
        for (Held run : held.values()) {
            told += run.source().cancel(reason) ? 1 : 0;
        }
        return told;
    }
}
