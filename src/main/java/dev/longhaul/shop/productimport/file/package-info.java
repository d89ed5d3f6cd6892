/**
 * Files of products: what their bytes are, where their records begin and end, and what their cells say.
 *
 * <p>For a changer:
 *
 * <ul>
 *   <li>A fault of the file's structure (binary, no known column, a quote that never ends) refuses the whole file,
 *       because no record after it can be trusted; a fault inside a record rejects that record alone.
 *   <li>The upload and the import read with the same {@link dev.longhaul.shop.productimport.file.RecordReader}, so they
 *       count the same records. It may be given another encoding by each: in all that are accepted, except UTF-16,
 *       which is recognised from the first bytes, the delimiters, quotes and line ends are the bytes of ASCII.
 *   <li>Everything is bounded: a field, a record, the number of columns, a number's text.
 *   <li>No regular expression here can be made slow by a cell.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.productimport.file;

import org.jspecify.annotations.NullMarked;
