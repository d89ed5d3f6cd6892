/**
 * Products, their variants and prices, and how records of any source change them.
 *
 * <p>A product is known by its handle; a variant by its SKU, else its option values, within its product; a price by its
 * currency. A SKU is unique only within a product, because real files repeat one across products.
 *
 * <p>For a changer:
 *
 * <ul>
 *   <li>A record says what it knows; what it leaves out changes nothing. So an update writes only the columns that
 *       changed, and two writers of different columns of one row do not undo each other, without a lock.
 *   <li>Records are applied in order to a working set in memory and written afterwards in one fixed order (products,
 *       variants, prices; new rows first; sorted by key), so that two writers cannot deadlock.
 *   <li>Ids come from one sequence in blocks, never from the database while inserting: COPY answers no generated keys.
 *   <li>Only {@code CopyInsert} names {@code org.postgresql}; it is loaded on PostgreSQL alone.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.catalog;

import org.jspecify.annotations.NullMarked;
