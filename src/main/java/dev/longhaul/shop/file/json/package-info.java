/**
 * Products as JSON: one array, an object that holds one, or an object on each line. What is nested becomes columns
 * whose names have points.
 */
@NullMarked
package dev.longhaul.shop.file.json;

import org.jspecify.annotations.NullMarked;
