/**
 * From records to products and variants: {@link dev.longhaul.shop.reading.mapping.RecordMapper} takes them one by one.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>A fault inside a record rejects that record alone.
 *   <li>Everything is limited: a number's text, a key, an attribute.
 *   <li>No regular expression here can be made slow by a cell.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.reading.mapping;

import org.jspecify.annotations.NullMarked;
