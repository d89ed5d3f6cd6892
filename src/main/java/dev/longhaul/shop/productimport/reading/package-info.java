/**
 * What the records of a product file mean: which column is which field, how its numbers are written, which record is a
 * product and which a variant.
 *
 * <p>A file is examined once, when it arrives ({@link dev.longhaul.shop.productimport.reading.FileReading#examine}).
 * What is found then is stored with the file, so the check, the import and the node that takes an import over read it
 * in the same way.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>A fault inside a record rejects that record alone.
 *   <li>Everything is bounded: a number's text, a key, an attribute.
 *   <li>No regular expression here can be made slow by a cell.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.productimport.reading;

import org.jspecify.annotations.NullMarked;
