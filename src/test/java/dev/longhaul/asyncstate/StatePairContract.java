package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.cancellation.CancelReceipt.Stage;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What shared state promises, whatever store it is kept in: two nodes, of which the first does the work. */
abstract class StatePairContract {

    static final CancellationReason ASKED =
            CancellationReason.of(Kind.USER, "no longer needed").withActor("anna");

    /** Of its own for each test, because a class shares its nodes. */
    final String name = "test-" + UUID.randomUUID();

    private final StatePair pair;

    StatePairContract(StatePair pair) {
        this.pair = pair;
    }

    /** State with everything that may stand in one. */
    public record Progress(
            String phase, long processed, @Nullable Long total, Map<String, Long> counts, Instant at) {
        static Progress of(long processed) {
            return new Progress("reading", processed, null, Map.of("created", processed), Instant.EPOCH);
        }

        Progress withProcessed(long count) {
            return new Progress(phase, count, total, counts, at);
        }
    }

    AsyncState owner() {
        return pair.owner();
    }

    StateNode ownerNode() {
        return pair.ownerNode();
    }

    AsyncState other() {
        return pair.other();
    }

    String ownerName() {
        return "first";
    }

    /** Brings everything to every node and every cancel to its source. */
    void settle() {
        pair.settle();
    }

    /** How far it has come; empty where there was nothing to cancel. */
    static Optional<Stage> stageOf(RequestedCancel cancel) {
        return cancel.receipt().map(CancelReceipt::stage);
    }
}
