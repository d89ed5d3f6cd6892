package dev.longhaul.run;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cancellation.OperationCancelledException;

/**
 * The owner of a run, as far as its chunks depend on it.
 *
 * @param run as it was claimed
 * @param lease whether the owner may still believe that it owns the run
 * @param source of the run's token
 */
record ChunkOwner(Run run, NodeLease lease, CancellationSource source) {

    CancellationToken token() {
        return source.token();
    }

    RunId id() {
        return run.id();
    }

    long epoch() {
        return run.epoch();
    }

    /**
     * A stop of the server keeps no chunk from being committed: what is done so far is kept, so that the next owner
     * does not do it again.
     *
     * @throws OperationCancelledException when the token has fired for any other reason
     */
    void requireChunksWanted() {
        if (token().isCancellationRequested()) {
            CancellationReason reason = token().reason().orElseThrow();
            if (reason.kind() != Kind.SHUTDOWN) {
                throw new OperationCancelledException(reason);
            }
        }
    }
}
