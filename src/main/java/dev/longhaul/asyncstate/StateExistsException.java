package dev.longhaul.asyncstate;

import dev.longhaul.cluster.NodeId;
import java.io.Serial;

/** Refuses to create a state because one under the same key is live and the options say not to supersede it. */
public class StateExistsException extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String owner;

    StateExistsException(StateKey key, NodeId owner) {
        super("state " + key + " cannot be created: there is a live one, whose owner is node " + owner.name());
        this.key = key.toString();
        this.owner = owner.name();
    }

    /** The key that is taken. */
    public String key() {
        return key;
    }

    /** Name of the node on which the live state was created. */
    public String owner() {
        return owner;
    }
}
