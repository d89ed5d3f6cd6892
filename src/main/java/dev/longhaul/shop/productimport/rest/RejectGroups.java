package dev.longhaul.shop.productimport.rest;

import java.util.List;

/**
 * What is left of the rejects of an import, the most frequent reason first.
 *
 * @param left how many there are in all
 */
public record RejectGroups(long left, List<RejectGroupDocument> groups) {}
