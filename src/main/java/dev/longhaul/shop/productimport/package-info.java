/**
 * The product import: a supplier's file becomes products in the catalogue. The bytes are kept, a run reads them in
 * chunks, and each record ends as created, updated, unchanged or failed; a failed one is kept with its reason.
 */
@NullMarked
package dev.longhaul.shop.productimport;

import org.jspecify.annotations.NullMarked;
