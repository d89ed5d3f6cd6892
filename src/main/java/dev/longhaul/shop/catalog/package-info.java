/**
 * Products, their variants and prices: reads and exports them. The leaf {@code write} applies records to them, the leaf
 * {@code table} holds their columns, the leaf {@code rest} shows them to programs. {@code table} imports no other
 * package of the catalogue, and this package imports only {@code table}.
 *
 * <p>A product is known by its handle; a variant by its SKU, else its option values, within its product; a price by its
 * currency. Real files repeat a SKU across products, and some within one: there SKU and options together name a
 * variant. Options have positions, any of which may be without one.
 */
@NullMarked
package dev.longhaul.shop.catalog;

import org.jspecify.annotations.NullMarked;
