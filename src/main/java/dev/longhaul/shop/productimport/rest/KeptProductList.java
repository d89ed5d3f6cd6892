package dev.longhaul.shop.productimport.rest;

import dev.longhaul.shop.catalog.undo.KeptProduct;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Products that an undo did not restore. */
public record KeptProductList(List<Entry> products) {

    public KeptProductList {
        products = List.copyOf(products);
    }

    /**
     * One product.
     *
     * @param handle null if the product no longer exists
     * @param bucket {@code kept} if someone changed it since, {@code impossible} if the way back is closed
     * @param code the reason, for machines
     * @param other the handle of the product that stands in the way; null if none does
     * @param message the reason, for people: one sentence
     */
    public record Entry(
            long id,
            @Nullable String handle,
            String bucket,
            String code,
            @Nullable String other,
            String message) {}

    static KeptProductList of(List<KeptProduct> kept) {
        return new KeptProductList(kept.stream()
                .map(product -> new Entry(
                        product.productId(),
                        product.handle(),
                        product.reason().bucket().name().toLowerCase(Locale.ROOT),
                        product.reason().code(),
                        product.other(),
                        product.sentence()))
                .toList());
    }
}
