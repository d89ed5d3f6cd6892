/**
 * Imports for programs: the same state as on the page, as JSON and CSV.
 *
 * <p>A resource translates between HTTP and {@link dev.longhaul.shop.productimport.Imports}, and decides nothing: who
 * may do what is {@link dev.longhaul.shop.productimport.ImportAccess}, and how far an import is
 * {@link dev.longhaul.shop.productimport.ImportView}. An import that the caller may not see is answered exactly as an
 * unknown one.
 */
@NullMarked
package dev.longhaul.shop.productimport.rest;

import org.jspecify.annotations.NullMarked;
