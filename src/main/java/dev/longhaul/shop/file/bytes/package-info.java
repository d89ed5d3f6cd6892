/**
 * What was sent, before anything is read from it: the kind of the bytes, and what a GZIP or a ZIP holds, within bounds.
 */
@NullMarked
package dev.longhaul.shop.file.bytes;

import org.jspecify.annotations.NullMarked;
