package dev.longhaul.cancellation;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a child holds on one parent: its entry in the parent's callback list, and the parent for its deadline. A child
 * with several parents has a chain of these.
 */
record Link(
        CancellationFlag parent, Callback entry, @Nullable Link next) {

    /** Puts the child on the list of each parent that can be cancelled; stops when one has cancelled it. */
    static @Nullable Link between(CancellationFlag child, CancellationFlag... parents) {
        if (parents.length == 0) {
            throw new IllegalArgumentException("a linked source needs at least one parent; NONE counts as one");
        }
        for (CancellationFlag parent : parents) {
            Objects.requireNonNull(parent, "parent");
        }
        Link chain = null;
        for (CancellationFlag parent : parents) {
            if (child.isCancelled()) {
                break;
            }
            Callback entry = parent.link(child);
            if (entry != null) {
                chain = new Link(parent, entry, chain);
            }
        }
        return chain;
    }

    /**
     * Takes the child out of its parents' lists. Does not wait: closing a child may race with the cancel of a parent.
     */
    static void release(@Nullable Link chain) {
        for (Link link = chain; link != null; link = link.next) {
            link.entry.withdraw();
        }
    }

    static Optional<Instant> nearestDeadline(@Nullable Link chain) {
        Optional<Instant> nearest = Optional.empty();
        for (Link link = chain; link != null; link = link.next) {
            nearest = earlier(nearest, link.parent.nearestDeadline());
        }
        return nearest;
    }

    static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isAfter(other.get()) ? other : one;
    }
}
