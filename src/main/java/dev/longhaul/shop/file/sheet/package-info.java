/** A sheet of a workbook as a table: which sheet it is, and which of its rows has the column names. */
@NullMarked
package dev.longhaul.shop.file.sheet;

import org.jspecify.annotations.NullMarked;
