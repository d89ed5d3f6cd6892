/**
 * What each column is: by its name in nine languages, by the layout of the shop that wrote the file, by its cells, or
 * because a person says so.
 */
@NullMarked
package dev.longhaul.shop.reading.column;

import org.jspecify.annotations.NullMarked;
