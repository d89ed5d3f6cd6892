/** What was sent, before anything is read from it: the kind of file, and what a GZIP or a ZIP holds, within limits. */
@NullMarked
package dev.longhaul.shop.file.bytes;

import org.jspecify.annotations.NullMarked;
