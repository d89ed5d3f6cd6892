package dev.longhaul.shop.productimport.rest;

import dev.longhaul.shop.productimport.RejectText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of rejects, in the order of the file.
 *
 * @param next the address of the following page; null on the last
 */
public record RejectPage(List<RejectText> rejects, @Nullable String next) {}
