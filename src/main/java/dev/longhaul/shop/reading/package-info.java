/**
 * How a file is read: which column is which field, how its numbers are written, which record is a product and which a
 * variant.
 *
 * <p>A file is examined once, when it arrives ({@link dev.longhaul.shop.reading.FileReading#examine}). What is found
 * then is stored with the file, so the check, the import and the node that takes an import over read it in the same
 * way. What the columns are is found in {@code column}; what a record then says, in {@code mapping}.
 */
@NullMarked
package dev.longhaul.shop.reading;

import org.jspecify.annotations.NullMarked;
