package dev.longhaul.run;

import dev.longhaul.cancellation.CancellationToken;

/**
 * The owner of a run, as far as its chunks depend on it.
 *
 * @param run as it was claimed
 * @param lease whether the owner may still believe that it owns the run
 * @param token of the run
 */
record ChunkOwner(Run run, NodeLease lease, CancellationToken token) {

    RunId id() {
        return run.id();
    }

    long epoch() {
        return run.epoch();
    }
}
