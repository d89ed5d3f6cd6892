/**
 * The vocabulary of files: a record, the header, a fault in either, how a file is read and what a person has decided
 * about it. All kinds of file use it.
 */
@NullMarked
package dev.longhaul.shop.file.record;

import org.jspecify.annotations.NullMarked;
