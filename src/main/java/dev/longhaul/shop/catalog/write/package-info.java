/**
 * Applies records of any source to the catalogue, and says beforehand what they would do.
 *
 * <p>A record says what it knows; what it leaves out changes nothing, and what it clears is gone. The face is
 * {@link CatalogWriter}, {@link CatalogPreview}, and what goes in and comes out: {@link ProductRecord} and
 * {@link RecordOutcome}. {@link FileReferences} carries from chunk to chunk what a file calls its products.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>Records are applied in order to a part of the catalogue in memory ({@code ChunkCatalog}) and written afterwards
 *       in one fixed order (products, variants, prices; new rows first; sorted by key), so that two writers cannot
 *       deadlock.
 *   <li>Stored products that change are locked in the order of their ids before the first write, and looked up again if
 *       their revision is not the one that was read ({@code ProductGuard}). Every writer of a product, a variant or a
 *       price does so, and writes the product's new revision. Unchanged products are neither locked nor written.
 *   <li>An update writes only the columns that changed. A column that is cleared takes a statement of its own, because
 *       the update keeps what it is given null for.
 *   <li>Ids come from one sequence in blocks, never from the database while inserting: COPY returns no generated keys.
 *   <li>Only {@code CopyInsert} names {@code org.postgresql}; it is loaded on PostgreSQL alone.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.catalog.write;

import org.jspecify.annotations.NullMarked;
