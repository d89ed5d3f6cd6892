package dev.longhaul.run;

import org.jspecify.annotations.Nullable;

/**
 * Who or what changes the status of a run, for its history.
 *
 * @param actor the person, null when no person does
 * @param node where
 */
record ChangedBy(@Nullable String actor, @Nullable String node) {

    static ChangedBy person(String actor, @Nullable String node) {
        return new ChangedBy(actor, node);
    }

    static ChangedBy node(@Nullable String node) {
        return new ChangedBy(null, node);
    }
}
