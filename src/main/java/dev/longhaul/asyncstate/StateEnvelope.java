package dev.longhaul.asyncstate;

import dev.longhaul.cluster.NodeId;
import org.infinispan.protostream.annotations.Proto;
import org.infinispan.protostream.annotations.ProtoField;
import org.jspecify.annotations.Nullable;

/**
 * A state as the cluster holds it. The numbers of the fields are its format: they are never reused, and new fields get
 * new numbers.
 *
 * @param name empty for the only state of its type
 * @param instance random id of one {@code create}; cancels are addressed to it, so that they cannot hit a later state
 * @param epoch one more than that of the state under the key when this one was created
 * @param sequence counts the writes of this instance
 * @param phase name of a {@link StatePhase}, as text so that a later version may have more of them
 * @param writtenMillis wall clock of the owner, for people only
 * @param lifespanMillis lifespan of this entry from this write; -1 for forever
 */
@Proto
record StateEnvelope(
        @ProtoField(1) String type,
        @ProtoField(2) String name,
        @ProtoField(3) String instance,
        @ProtoField(4) String json,
        @ProtoField(5) long epoch,
        @ProtoField(6) long sequence,
        @ProtoField(7) String phase,
        @ProtoField(8) String ownerName,
        @ProtoField(9) String ownerIncarnation,
        @ProtoField(10) long createdMillis,
        @ProtoField(11) long writtenMillis,
        @ProtoField(12) long lifespanMillis) {

    // null where the sender left a text out: a faulty peer must not end a list of all states
    StateEnvelope {
        type = orEmpty(type);
        name = orEmpty(name);
        instance = orEmpty(instance);
        json = orEmpty(json);
        phase = orEmpty(phase);
        ownerName = orEmpty(ownerName);
        ownerIncarnation = orEmpty(ownerIncarnation);
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    StateKey key() {
        return new StateKey(type, name);
    }

    StatePhase phaseStored() {
        return StatePhase.of(phase);
    }

    NodeId owner() {
        return new NodeId(ownerName, ownerIncarnation);
    }

    boolean isReadable() {
        return phaseStored().isReadable();
    }

    /** This entry as a tombstone, as any node may write it. */
    StateEnvelope removed(long lifespanOfTombstones) {
        return new StateEnvelope(
                type,
                name,
                instance,
                "",
                epoch,
                sequence + 1,
                StatePhase.REMOVED.name(),
                ownerName,
                ownerIncarnation,
                createdMillis,
                writtenMillis,
                lifespanOfTombstones);
    }
}
