package dev.longhaul.shop.productimport;

/**
 * The rejects of one import that have the same reason.
 *
 * @param code the reason, for machines
 * @param count how many are left
 * @param first the first of them in the file
 */
public record RejectGroup(String code, long count, Reject first) {}
