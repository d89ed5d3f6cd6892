/**
 * Cells between delimiters: CSV, TSV and the like. What separates them, and on which line the names of the columns
 * stand, is judged by the table that each reading would give.
 */
@NullMarked
package dev.longhaul.shop.file.text;

import org.jspecify.annotations.NullMarked;
