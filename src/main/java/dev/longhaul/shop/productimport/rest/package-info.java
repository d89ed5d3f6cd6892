/**
 * Imports for programs: the same truth as the page, as JSON and CSV.
 *
 * <p>A resource translates between HTTP and {@link dev.longhaul.shop.productimport.Imports}, and decides nothing.
 * Importers see their own imports only; a foreign id is answered exactly as an unknown one.
 */
@NullMarked
package dev.longhaul.shop.productimport.rest;

import org.jspecify.annotations.NullMarked;
