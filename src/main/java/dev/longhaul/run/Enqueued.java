package dev.longhaul.run;

/**
 * A run that is recorded.
 *
 * @param isNew false when its idempotency key had been used before, so that this is the run of that time
 */
public record Enqueued(RunId id, boolean isNew) {}
