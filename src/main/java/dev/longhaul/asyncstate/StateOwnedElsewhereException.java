package dev.longhaul.asyncstate;

import dev.longhaul.cluster.NodeId;
import java.io.Serial;
import java.time.Duration;

/** Refuses an update because only the node that owns the state can decide on it: another one, or one out of reach. */
public class StateOwnedElsewhereException extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String owner;
    private final boolean outcomeKnown;

    private StateOwnedElsewhereException(StateKey key, NodeId owner, boolean outcomeKnown, String why) {
        super("state " + key + " cannot be updated here: " + why);
        this.key = key.toString();
        this.owner = owner.name();
        this.outcomeKnown = outcomeKnown;
    }

    static StateOwnedElsewhereException notOwner(StateKey key, NodeId owner) {
        return new StateOwnedElsewhereException(
                key, owner, true, "its owner is node " + owner.name() + "; nothing was changed");
    }

    static StateOwnedElsewhereException ownerNotSeen(StateKey key, NodeId owner) {
        return new StateOwnedElsewhereException(
                key, owner, true, "its owner, node " + owner.name() + ", has left or is cut off; nothing was changed");
    }

    static StateOwnedElsewhereException ownerLeft(StateKey key, NodeId owner) {
        return new StateOwnedElsewhereException(
                key,
                owner,
                false,
                "its owner, node " + owner.name()
                        + ", left or was cut off before it answered; it may have applied the update");
    }

    static StateOwnedElsewhereException noAnswer(StateKey key, NodeId owner, Duration waited) {
        return new StateOwnedElsewhereException(
                key,
                owner,
                false,
                "its owner, node " + owner.name() + ", did not answer within " + waited
                        + "; it may have applied the update");
    }

    /** The key that was to be updated. */
    public String key() {
        return key;
    }

    /** Name of the node that may update it. */
    public String owner() {
        return owner;
    }

    /** Whether it is certain that nothing was changed. False when the owner was asked and did not answer. */
    public boolean isOutcomeKnown() {
        return outcomeKnown;
    }
}
