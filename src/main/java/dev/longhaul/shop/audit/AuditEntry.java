package dev.longhaul.shop.audit;

import java.time.Instant;

/**
 * One line of the table.
 *
 * @param id grows with each line
 * @param at when it was written, by the database's clock
 * @param node which node wrote it
 * @param action the key of an {@link AuditAction}, or one of another version
 * @param user who did it; empty for the application itself
 * @param address of the client; empty for none
 * @param subject what it was done to; may be empty
 * @param detail may be empty
 * @param times how often, by this user from this address
 */
public record AuditEntry(
        long id,
        Instant at,
        String node,
        String action,
        String user,
        String address,
        String subject,
        String detail,
        int times) {}
