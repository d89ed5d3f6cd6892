/**
 * Cells between delimiters: CSV, TSV and the like. The delimiter and the header line are judged by the table that each
 * reading would give.
 */
@NullMarked
package dev.longhaul.shop.file.text;

import org.jspecify.annotations.NullMarked;
