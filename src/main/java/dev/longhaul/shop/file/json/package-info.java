/**
 * Products as JSON: one array, an object that holds one, or an object on each line. Nested fields become columns whose
 * names contain dots.
 */
@NullMarked
package dev.longhaul.shop.file.json;

import org.jspecify.annotations.NullMarked;
