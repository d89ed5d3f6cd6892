package dev.longhaul.cancellation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a linked child holds on its parents: entries in their callback lists, and their tokens for the deadline. */
record Links(List<CancellationToken> parents, List<Callback> entries) {

    static final Links NONE = new Links(List.of(), List.of());

    /** Puts the child on the list of each parent that can be cancelled; stops when one has cancelled it. */
    static Links between(CancellationToken child, CancellationToken... parents) {
        if (parents.length == 0) {
            throw new IllegalArgumentException("a linked source needs at least one parent; NONE counts as one");
        }
        for (CancellationToken parent : parents) {
            Objects.requireNonNull(parent, "parent");
        }
        List<CancellationToken> linked = new ArrayList<>(parents.length);
        List<Callback> entries = new ArrayList<>(parents.length);
        for (CancellationToken parent : parents) {
            if (child.isCancellationRequested()) {
                break;
            }
            Callback entry = parent.link(child);
            if (entry != null) {
                linked.add(parent);
                entries.add(entry);
            }
        }
        return new Links(linked, entries);
    }

    /** Takes the child out of its parents' lists. Does not wait: closing a child may race with the cancel of a parent. */
    void release() {
        for (Callback entry : entries) {
            entry.withdraw();
        }
    }

    Optional<Instant> nearestDeadline() {
        return parents.stream().flatMap(parent -> parent.deadline().stream()).min(Instant::compareTo);
    }
}
