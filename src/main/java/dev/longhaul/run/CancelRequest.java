package dev.longhaul.run;

import java.time.Instant;

/**
 * Who asked a run to stop. The first request stays; later ones change nothing.
 *
 * @param actor the person
 * @param at when it was recorded, by the database's clock
 * @param text why, in the person's words; may be empty
 */
public record CancelRequest(String actor, Instant at, String text) {}
