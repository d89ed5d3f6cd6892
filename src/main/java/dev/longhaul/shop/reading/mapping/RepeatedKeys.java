package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ImageList;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.write.ProductKey;
import dev.longhaul.shop.catalog.write.ProductRecord;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Notices when a file has a variant twice. Remembers, for each variant, where it first appeared and a hash of what was
 * said about it: about thirty bytes for a record of any length. For one thread.
 */
final class RepeatedKeys {

    private static final char BETWEEN = '\u001f';

    private long[] keys = new long[1 << 8];
    private int[] contents = new int[1 << 8];
    private int[] lines = new int[1 << 8];
    private int count;

    /** How a record relates to the earlier ones of its file. */
    enum Relation {
        /** The first that says this about this variant. */
        FIRST,
        /** The same again. */
        SAME,
        /** Different content for the same variant. */
        DIFFERENT
    }

    private int lastLine;

    /** Compares a record with an earlier one of the same variant and currency, and remembers the first. */
    Relation see(ProductRecord record, long line) {
        String key = variant(record)
                + BETWEEN
                + record.variant().prices().stream().map(Price::currency).collect(Collectors.joining(","));
        ColumnValues<ProductField> product = record.product();
        if (product.value(ProductField.IMAGES) instanceof ImageList images && !images.whole()) {
            // each of several records may bring a further picture
            product = product.with(ProductField.IMAGES, null);
        }
        return see(LongSet.hash(key), product.hashCode() * 31 + record.variant().hashCode(), line);
    }

    /** Compares the options of a SKU within its product with those of an earlier record. */
    Relation seeSku(ProductRecord record, long line) {
        String sku = record.key().sku();
        if (sku == null || record.variant().options().isEmpty()) {
            return Relation.FIRST;
        }
        String key = "sku" + BETWEEN + product(record.key()) + BETWEEN + sku;
        return see(LongSet.hash(key), values(record).hashCode(), line);
    }

    /** The line of the record with which the last one was compared, if it was not the first. */
    long firstLine() {
        return lastLine;
    }

    private Relation see(long hash, int content, long line) {
        if (count * 3 > keys.length * 2) {
            grow();
        }
        long key = hash == 0 ? 1 : hash;
        int slot = slot(keys, key);
        if (keys[slot] == 0) {
            keys[slot] = key;
            contents[slot] = content;
            lines[slot] = (int) Math.min(line, Integer.MAX_VALUE);
            count++;
            return Relation.FIRST;
        }
        lastLine = lines[slot];
        return contents[slot] == content ? Relation.SAME : Relation.DIFFERENT;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldContents = contents;
        int[] oldLines = lines;
        keys = new long[oldKeys.length * 2];
        contents = new int[keys.length];
        lines = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = slot(keys, oldKeys[i]);
                keys[slot] = oldKeys[i];
                contents[slot] = oldContents[i];
                lines[slot] = oldLines[i];
            }
        }
    }

    private static int slot(long[] keys, long key) {
        int slot = (int) (key ^ (key >>> 32)) & (keys.length - 1);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private static String variant(ProductRecord record) {
        return product(record.key()) + BETWEEN + record.key().sku() + BETWEEN + values(record);
    }

    private static String values(ProductRecord record) {
        return record.variant().options().present().stream()
                .map(option -> option.value())
                .collect(Collectors.joining(String.valueOf(BETWEEN)));
    }

    private static @Nullable String product(ProductKey key) {
        if (key.parent() != null) {
            return key.parent();
        }
        return key.handle() != null ? key.handle() : key.reference();
    }
}
