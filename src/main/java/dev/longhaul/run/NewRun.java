package dev.longhaul.run;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run to be enqueued.
 *
 * @param type names the {@link RunHandler}; a run of a type that no node handles waits
 * @param request a record that JSON-B can write
 * @param startedBy the person
 * @param total how many units there will be, null when unknown
 * @param idempotencyKey names this request of the person: enqueued again with it, the run of the first time is
 *     answered; null for none
 * @param startKey at most one run of the person with this key is owned at a time, oldest first; null for one that waits
 *     for no other. Runs of other persons with the same key neither wait nor are found: a key that a person chooses
 *     must not reach what others have started
 * @param startPolicy what becomes of this one while another of the person with its start key has not ended
 * @param held an ended run on whose results this one works: from now on it is neither resumed, held by another nor, as
 *     long as this one exists, removed; null for none
 */
public record NewRun(
        String type,
        Record request,
        String startedBy,
        @Nullable Long total,
        @Nullable String idempotencyKey,
        @Nullable String startKey,
        StartPolicy startPolicy,
        @Nullable RunId held) {

    private static final int LONGEST_KEY = 200;

    public NewRun {
        requireShort("idempotency key", idempotencyKey);
        requireShort("start key", startKey);
    }

    /** With an unknown total, and no keys. */
    public static NewRun of(String type, Record request, String startedBy) {
        return new NewRun(type, request, startedBy, null, null, null, StartPolicy.QUEUE, null);
    }

    public NewRun withTotal(long units) {
        return new NewRun(type, request, startedBy, units, idempotencyKey, startKey, startPolicy, held);
    }

    /** Null for none, which is as before. */
    public NewRun withIdempotencyKey(@Nullable String key) {
        return new NewRun(type, request, startedBy, total, key, startKey, startPolicy, held);
    }

    public NewRun withStartKey(String key, StartPolicy policy) {
        return new NewRun(type, request, startedBy, total, idempotencyKey, Objects.requireNonNull(key), policy, held);
    }

    /** Refused with {@link RunHeldException} unless that run has ended and no other one holds it. */
    public NewRun holding(RunId ended) {
        return new NewRun(
                type, request, startedBy, total, idempotencyKey, startKey, startPolicy, Objects.requireNonNull(ended));
    }

    private static void requireShort(String what, @Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw new IllegalArgumentException(
                    "the " + what + " of a run must have 1 to " + LONGEST_KEY + " characters, had " + key.length());
        }
    }
}
