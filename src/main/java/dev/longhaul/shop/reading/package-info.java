/**
 * How a file is read: which column is which field, how its numbers are written, which record is a product and which a
 * variant.
 *
 * <p>A file is examined once, when it arrives ({@link dev.longhaul.shop.reading.FileReading#examine}). The result is
 * stored with the file, so the check, the import and a node that takes an import over read it in the same way.
 * {@code column} finds out what the columns are; {@code mapping}, what a record then says.
 */
@NullMarked
package dev.longhaul.shop.reading;

import org.jspecify.annotations.NullMarked;
