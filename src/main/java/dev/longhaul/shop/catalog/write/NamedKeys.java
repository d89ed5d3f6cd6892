package dev.longhaul.shop.catalog.write;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the records of a chunk call their products and variants.
 *
 * @param skus those that alone name a product
 * @param repeatedSkus those of them by which any variant of the product may be meant
 * @param handles also of products that may have been made for an id before anything else was known
 * @param references as the catalogue may store them: with the source or, if it was not known then, without it
 */
record NamedKeys(Set<String> skus, Set<String> repeatedSkus, Set<String> handles, Set<String> references) {

    static NamedKeys of(List<ProductRecord> records) {
        NamedKeys keys = new NamedKeys(
                new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        records.forEach(record -> keys.add(record.key()));
        return keys;
    }

    private void add(ProductKey key) {
        if (key.handle() != null) {
            handles.add(key.handle());
        }
        addId(key, key.parent());
        addId(key, key.reference());
        if (key.parentIsSku() && key.parent() != null) {
            skus.add(key.parent());
            repeatedSkus.add(key.parent());
        }
        String sku = key.sku();
        if (key.isBySku() && sku != null) {
            skus.add(sku);
            if (key.skuRepeated()) {
                repeatedSkus.add(sku);
            }
            if (key.source() != null) {
                handles.add(key.handleFor(sku));
            }
        }
    }

    private void addId(ProductKey key, @Nullable String id) {
        if (id != null) {
            handles.add(id);
            handles.add(key.handleFor(id));
            references.add(id);
            references.add(key.stored(id));
        }
    }
}
