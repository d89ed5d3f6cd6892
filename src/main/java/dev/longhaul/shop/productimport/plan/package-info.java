/**
 * Plans: what a check has found in the catalogue for each record of a file, so that an import can do exactly what the
 * check has said, or refuse. {@link PlanStore} keeps them; an import follows one by its id.
 */
@NullMarked
package dev.longhaul.shop.productimport.plan;

import org.jspecify.annotations.NullMarked;
