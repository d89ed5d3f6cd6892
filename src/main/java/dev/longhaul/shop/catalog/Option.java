package dev.longhaul.shop.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One property in which the variants of a product differ.
 *
 * @param name such as Color; null when the source gives only the value
 * @param value such as Green
 */
public record Option(@Nullable String name, String value) {}
