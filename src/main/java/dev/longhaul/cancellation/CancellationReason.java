package dev.longhaul.cancellation;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Why something was cancelled, by whom and when; handed to every callback, and carried unchanged through links, so that
 * the innermost loop can say which button or which deadline ended it.
 *
 * @param kind what a program may decide on
 * @param text one sentence for people
 * @param actor the person or client that asked; null when nobody did, as with a deadline
 * @param node the node on which it was asked; null when that is this one or is of no interest
 * @param at when it was asked, by the clock of the asking node; not to be compared with another node's clock
 */
public record CancellationReason(
        Kind kind,
        String text,
        @Nullable String actor,
        @Nullable String node,
        Instant at) {

    /** What a program may decide on: whether to keep the work for later, to tell somebody, or to drop it silently. */
    public enum Kind {
        /** A person asked for it. */
        USER,
        /** The client that waited for the answer has gone. */
        CLIENT_GONE,
        /** A deadline passed. */
        TIMED_OUT,
        /** The application is stopping; the work may go on elsewhere or later. */
        SHUTDOWN,
        /** Newer work took the place of this one. */
        SUPERSEDED,
        /** The node that owned the work is no longer its owner. */
        OWNER_LOST,
        /**
         * The work that this is a part of has ended, and no better reason is known. Links never give it: they hand on
         * the reason of the parent itself.
         */
        PARENT
    }

    public CancellationReason {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(at, "at");
    }

    /** A reason of this moment, with neither actor nor node. */
    public static CancellationReason of(Kind kind, String text) {
        return new CancellationReason(kind, text, null, null, Clock.systemUTC().instant());
    }

    /** The same reason, asked for by this person or client. */
    public CancellationReason withActor(String name) {
        return new CancellationReason(kind, text, name, node, at);
    }

    /** The same reason, asked for on this node. */
    public CancellationReason withNode(String name) {
        return new CancellationReason(kind, text, actor, name, at);
    }

    /**
     * One line for a log or a message: {@code USER: no longer needed (by anna, on node-1, at 2026-11-23T10:15:30Z)}.
     */
    public String describe() {
        String by = actor == null ? "" : "by " + actor + ", ";
        String on = node == null ? "" : "on " + node + ", ";
        return kind + ": " + text + " (" + by + on + "at " + at + ")";
    }
}
