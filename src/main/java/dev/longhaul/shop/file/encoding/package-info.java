/**
 * Which encoding a text has: known from a mark or UTF-8's own rules, or judged by the letters of the languages it may
 * be in. {@code docs/decisions/an-encoding-is-found-in-the-whole-file.md} has the reasons and the figures.
 */
@NullMarked
package dev.longhaul.shop.file.encoding;

import org.jspecify.annotations.NullMarked;
