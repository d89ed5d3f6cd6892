package dev.longhaul.shop.productimport.plan;

import java.util.List;

/**
 * The products of a plan that are no longer as its check has found them.
 *
 * @param count how many
 * @param first the handles of the first; a removed product has none and is named by its id
 */
public record ChangedProducts(long count, List<String> first) {

    public ChangedProducts {
        first = List.copyOf(first);
    }
}
