package dev.longhaul.shop.productimport.rest;

import java.util.List;

/**
 * The retries of an import, and what they leave.
 *
 * @param left how many rejects no retry has imported
 * @param retries each an import of its own, oldest first
 */
public record RetryList(long left, List<ImportDocument> retries) {}
