/**
 * The upload of a file: the bytes go to the database while they arrive, the whole file is examined once, and it is
 * either accepted or refused as a whole. An import reads it from here later.
 *
 * <p>Knows nothing of imports; the parent package imports this one, never the other way round. For maintainers:
 *
 * <ul>
 *   <li>An upload is received, then sealed by the transaction that enqueues its run. An upload that is never sealed is
 *       discarded, at once or by the next clearing.
 *   <li>No class here holds more than one part of a file in memory.
 *   <li>{@link dev.longhaul.shop.productimport.upload.UploadRefusedException} is written for the person who sent the
 *       file. Its factory methods hold every sentence that is used more than once.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.productimport.upload;

import org.jspecify.annotations.NullMarked;
