/**
 * Files of records: what their bytes are, and where their records begin and end. What the cells mean is not known here.
 *
 * <p>The entry point is {@link dev.longhaul.shop.file.RecordFile}: it examines a file once and finds its
 * {@link dev.longhaul.shop.file.record.FileFormat}, with which every later reader opens it. It asks {@code bytes} what
 * was sent and passes that to the package for its kind: {@code text}, {@code json}, {@code feed} or {@code sheet}. All
 * of them return types of {@code record}, and none of them knows another.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>A fault of the file's structure (binary, a quote that never ends) refuses the whole file, because no record
 *       after it can be trusted; a fault inside a record rejects that record alone.
 *   <li>The upload and the import read with the same {@link dev.longhaul.shop.file.record.RecordSource}, so they count
 *       the same records.
 *   <li>Everything is limited: a field, a record, the number of columns, what an archive may unpack to.
 *   <li>No regular expression here can be made slow by a cell.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.file;

import org.jspecify.annotations.NullMarked;
