package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.VariantOptions;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the variant of one product that a record means. */
final class VariantSearch {

    private final PendingProduct product;

    /** @param product with all its variants, or all that have the record's SKU */
    VariantSearch(PendingProduct product) {
        this.product = product;
    }

    /**
     * The variant, null when it is a new one.
     *
     * @throws RecordRefusedException when the record does not say which of several
     */
    @Nullable
    PendingVariant find(ProductKey key, VariantOptions said) throws RecordRefusedException {
        return key.sku() == null ? byOptions(said) : bySku(key.sku(), key.skuRepeated(), said);
    }

    private @Nullable PendingVariant bySku(String sku, boolean repeated, VariantOptions said)
            throws RecordRefusedException {
        PendingVariant last = null;
        int count = 0;
        for (PendingVariant variant : product.variants()) {
            if (sku.equals(variant.sku())) {
                if (variant.hasOptions(said)) {
                    return variant;
                }
                last = variant;
                count++;
            }
        }
        if (repeated || count == 0) {
            return withoutSku(repeated, said);
        }
        return count == 1 ? last : oneOfSeveral(sku, said);
    }

    // A variant that had no SKU so far takes the record's: otherwise adding SKUs to a source would double its variants.
    private @Nullable PendingVariant withoutSku(boolean repeated, VariantOptions said) {
        List<PendingVariant> without = matching(variant -> variant.sku() == null && variant.hasOptions(said));
        boolean onlyOne = product.variants().size() == 1 && !repeated;
        boolean unmistakable = without.size() == 1 && (!said.isEmpty() || onlyOne);
        return unmistakable ? without.get(0) : null;
    }

    private PendingVariant oneOfSeveral(String sku, VariantOptions said) throws RecordRefusedException {
        List<PendingVariant> same = matching(variant -> sku.equals(variant.sku()));
        List<PendingVariant> agreeing =
                same.stream().filter(variant -> variant.agreesWith(said)).toList();
        if (agreeing.size() == 1) {
            return agreeing.get(0);
        }
        throw new RecordRefusedException("variant-unclear.sku", sku, same.size(), product.handle());
    }

    private @Nullable PendingVariant byOptions(VariantOptions said) throws RecordRefusedException {
        List<PendingVariant> variants = product.variants();
        if (said.isEmpty() && variants.size() == 1) {
            return variants.get(0);
        }
        List<PendingVariant> same = matching(variant -> variant.hasOptions(said));
        if (same.size() == 1) {
            return same.get(0);
        }
        List<PendingVariant> withoutSku =
                same.stream().filter(variant -> variant.sku() == null).toList();
        if (withoutSku.size() == 1) {
            return withoutSku.get(0);
        }
        boolean couldBeSeveral = said.isEmpty() ? !variants.isEmpty() : !same.isEmpty();
        if (couldBeSeveral) {
            throw new RecordRefusedException("variant-unclear", product.handle(), variants.size());
        }
        return null;
    }

    private List<PendingVariant> matching(Predicate<PendingVariant> condition) {
        return product.variants().stream().filter(condition).toList();
    }
}
