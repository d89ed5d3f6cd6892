package dev.longhaul.asyncstate;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import java.time.Instant;
import org.infinispan.protostream.annotations.Proto;
import org.infinispan.protostream.annotations.ProtoField;
import org.jspecify.annotations.Nullable;

/**
 * A request to cancel one instance of a state, and how far it has come, as the cluster holds it. The numbers of the
 * fields are its format. Times are milliseconds by the clock of the node where it happened; 0 for not yet.
 *
 * @param instance of the state; also the key of this entry. A cancel that is kept for a future state has that state's
 *     key here instead
 * @param kind name of a {@link Kind}
 * @param actor empty when no person or client asked
 * @param node where it was asked
 * @param usedBy of a kept cancel the instance that it was used on; empty before
 */
@Proto
record CancelEnvelope(
        @ProtoField(1) String instance,
        @ProtoField(2) String kind,
        @ProtoField(3) String text,
        @ProtoField(4) String actor,
        @ProtoField(5) String node,
        @ProtoField(6) long requestedMillis,
        @ProtoField(7) long deliveredMillis,
        @ProtoField(8) long endedMillis,
        @ProtoField(9) long lifespanMillis,
        @ProtoField(10) long observedMillis,
        @ProtoField(11) String usedBy) {

    private static final String KEPT = "kept/";

    CancelEnvelope {
        // null from a version that did not know it, or from a faulty peer
        instance = StateEnvelope.orEmpty(instance);
        kind = StateEnvelope.orEmpty(kind);
        text = StateEnvelope.orEmpty(text);
        actor = StateEnvelope.orEmpty(actor);
        node = StateEnvelope.orEmpty(node);
        usedBy = StateEnvelope.orEmpty(usedBy);
    }

    static CancelEnvelope of(String instance, CancellationReason reason, String node, long lifespanMillis) {
        return new CancelEnvelope(
                instance,
                reason.kind().name(),
                reason.text(),
                StateEnvelope.orEmpty(reason.actor()),
                reason.node() == null ? node : reason.node(),
                Math.max(1, reason.at().toEpochMilli()),
                0,
                0,
                lifespanMillis,
                0,
                "");
    }

    /** A request that waits for a state to be created. */
    static CancelEnvelope kept(StateKey key, CancellationReason reason, String node, long keepForMillis) {
        return of(keptKey(key), reason, node, keepForMillis);
    }

    static String keptKey(StateKey key) {
        return KEPT + key;
    }

    boolean isKept() {
        return instance.startsWith(KEPT);
    }

    boolean isUsed() {
        return !usedBy.isEmpty();
    }

    CancelEnvelope usedBy(String user, long lifespanOfTombstones) {
        return new CancelEnvelope(
                instance,
                kind,
                text,
                actor,
                node,
                requestedMillis,
                deliveredMillis,
                endedMillis,
                lifespanOfTombstones,
                observedMillis,
                user);
    }

    CancellationReason reason() {
        return new CancellationReason(
                kindOrUser(),
                text,
                actor.isEmpty() ? null : actor,
                node.isEmpty() ? null : node,
                Instant.ofEpochMilli(requestedMillis));
    }

    // a kind that only a newer version knows must still cancel
    private Kind kindOrUser() {
        for (Kind known : Kind.values()) {
            if (known.name().equals(kind)) {
                return known;
            }
        }
        return Kind.USER;
    }

    /** The same request with these stages added. A stage that was reached keeps its time. */
    CancelEnvelope withStages(long delivered, long observed, long ended) {
        return new CancelEnvelope(
                instance,
                kind,
                text,
                actor,
                node,
                requestedMillis,
                deliveredMillis == 0 ? delivered : deliveredMillis,
                endedMillis == 0 ? ended : endedMillis,
                lifespanMillis,
                observedMillis == 0 ? observed : observedMillis,
                usedBy);
    }

    /** What a caller learns of this request. */
    CancelReceipt receipt() {
        // an earlier version could write an observation that was earlier than the delivery
        long observed = deliveredMillis == 0 || observedMillis == 0 ? 0 : Math.max(deliveredMillis, observedMillis);
        return new CancelReceipt(reason(), instant(deliveredMillis), instant(observed), instant(endedMillis));
    }

    private static @Nullable Instant instant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
}
