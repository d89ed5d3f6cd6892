/**
 * The product import: a supplier's file becomes products in the catalogue. The bytes are kept, a run reads them in
 * chunks, and each record ends as created, updated, unchanged or failed. A failed record is kept with its reason.
 *
 * <p>Follow a record through the leaves: {@code upload} receives the file, {@code file} turns its bytes into catalogue
 * records, this package writes them and counts, {@code web} and {@code rest} show the result. The leaves {@code file}
 * and {@code upload} know nothing of this package.
 */
@NullMarked
package dev.longhaul.shop.productimport;

import org.jspecify.annotations.NullMarked;
