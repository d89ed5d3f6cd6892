package dev.longhaul.shop.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are wanted.
 *
 * @param user who did it, exactly; null for everyone
 * @param action the key of an action; null for all
 * @param from the earliest; null for no bound
 * @param until the first that is too late; null for no bound
 */
public record AuditFilter(
        @Nullable String user,
        @Nullable String action,
        @Nullable Instant from,
        @Nullable Instant until) {

    /** Every line. */
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null);
}
