package dev.longhaul.shop.catalog.write;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one source calls the products to which it gives a reference. Numbers of two shops meet: a variant whose parent
 * is number 90201 must not get to the product that another shop numbered so. The source's own record of 90201 tells
 * them apart, wherever it stands among the records that were added.
 *
 * <p>Takes about 48 bytes for each reference. Not safe for several threads.
 */
public final class FileReferences {

    private static final long REFERENCE = 3;
    private static final long NAME = 4;
    private static final long KEY = 5;

    private final HashedKeys said = new HashedKeys();

    static FileReferences of(List<ProductRecord> records) {
        FileReferences references = new FileReferences();
        references.addAll(records);
        return references;
    }

    /** Remembers what the records say; the same again changes nothing. */
    public void addAll(List<ProductRecord> records) {
        records.forEach(this::add);
    }

    private void add(ProductRecord record) {
        ProductKey key = record.key();
        String reference = key.storedReference();
        String name = record.name();
        if (reference == null || name == null) {
            return;
        }
        long product = HashedKeys.hash(REFERENCE, reference);
        said.add(product);
        said.add(HashedKeys.hash(product ^ NAME, name));
        addIfPresent(product, key.handle());
        addIfPresent(product, key.sku());
    }

    private void addIfPresent(long product, @Nullable String key) {
        if (key != null) {
            said.add(HashedKeys.hash(product ^ KEY, key));
        }
    }

    /** True if the source says that the reference is a product of this name. */
    boolean names(String storedReference, String name) {
        return said.contains(HashedKeys.hash(HashedKeys.hash(REFERENCE, storedReference) ^ NAME, name));
    }

    /** True if the source's own record of this reference is about another product than the one that is stored. */
    boolean isOfAnother(String storedReference, PendingProduct product) {
        long reference = HashedKeys.hash(REFERENCE, storedReference);
        return said.contains(reference)
                && !product.isUnnamed()
                && !said.contains(HashedKeys.hash(reference ^ NAME, product.name()))
                && !said.contains(HashedKeys.hash(reference ^ KEY, product.handle()))
                && product.variants().stream()
                        .map(PendingVariant::sku)
                        .noneMatch(sku -> sku != null && said.contains(HashedKeys.hash(reference ^ KEY, sku)));
    }
}
