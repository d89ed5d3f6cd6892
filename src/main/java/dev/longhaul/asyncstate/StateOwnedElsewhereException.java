package dev.longhaul.asyncstate;

import dev.longhaul.cluster.NodeId;
import java.io.Serial;

/** Refuses an update because another node owns the state; nothing was changed. */
public class StateOwnedElsewhereException extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String owner;

    StateOwnedElsewhereException(StateKey key, NodeId owner, boolean present) {
        super("state " + key + " cannot be updated here: only its owner may, which is node " + owner.name()
                + (present ? "" : ", and that node has left"));
        this.key = key.toString();
        this.owner = owner.name();
    }

    /** The key that was to be updated. */
    public String key() {
        return key;
    }

    /** Name of the node that may update it. */
    public String owner() {
        return owner;
    }
}
