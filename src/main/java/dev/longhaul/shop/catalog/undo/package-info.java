/**
 * What a run changed in the catalogue, chunk by chunk, and the way back.
 *
 * <p>{@link ProductChange} says what one transaction did to one product, and {@link ChangeStore} keeps those of each
 * chunk. The package knows runs only by their ids.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>Only what was changed is recorded: of a changed row its old values, of a new one its id, of a new product
 *       nothing but its id, of a removed row all of it.
 *   <li>{@code ChangeCodec} names columns by their names, so that a record outlives a new order of the enums. Anything
 *       else that changes in the encoding takes a new format number; old ones stay readable as long as records are
 *       kept.
 *   <li>Every writer of the catalogue locks the products that it changes and gives them a new revision. Therefore the
 *       revision of a locked product says whether it is as a run has left it, with all its variants and prices.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.catalog.undo;

import org.jspecify.annotations.NullMarked;
