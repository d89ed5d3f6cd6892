/** A sheet of a workbook as a table: which sheet, and on which of its rows the names of the columns stand. */
@NullMarked
package dev.longhaul.shop.file.sheet;

import org.jspecify.annotations.NullMarked;
