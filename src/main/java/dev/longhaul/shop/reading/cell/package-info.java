/**
 * What the text of one cell says: an amount, a quantity, a key, a trade item number, a weight. A leaf: it knows neither
 * files nor columns, except that the column as a whole may show how its numbers are written
 * ({@link dev.longhaul.shop.reading.cell.DecimalMark}).
 *
 * <p>A text that could mean two things is refused with the reason, never guessed. Each parser takes one pass over a
 * text of limited length.
 */
@NullMarked
package dev.longhaul.shop.reading.cell;

import org.jspecify.annotations.NullMarked;
