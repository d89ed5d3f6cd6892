/**
 * The product import: a supplier's file becomes products in the catalogue. The bytes are kept, a run reads them in
 * chunks, and each record ends as created, updated, unchanged or failed. A failed record is kept with its reason.
 *
 * <p>Follow a record: {@code upload} receives the file, {@code shop.file} finds its records, {@code shop.reading} says
 * which product each of them means, this package writes them and counts, {@code web} and {@code rest} show the result.
 * None of the first three knows this package.
 */
@NullMarked
package dev.longhaul.shop.productimport;

import org.jspecify.annotations.NullMarked;
