/**
 * Files that were uploaded and wait for a person to say how they are read, and what was said before about files like
 * them.
 */
@NullMarked
package dev.longhaul.shop.productimport.staging;

import org.jspecify.annotations.NullMarked;
