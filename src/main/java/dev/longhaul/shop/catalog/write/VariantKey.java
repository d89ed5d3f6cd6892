package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.table.VariantField;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The texts that make variants unique within their products. */
final class VariantKey {

    /** A control character that no cell may hold keeps two values apart. */
    private static final char BETWEEN = '\u001f';

    private VariantKey() {}

    static String ofSku(String sku) {
        return "sku:" + sku;
    }

    static String ofSku(String sku, IntFunction<@Nullable String> optionValue) {
        return ofSku(sku) + BETWEEN + joined(optionValue);
    }

    static String ofOptions(IntFunction<@Nullable String> optionValue) {
        return "options:" + joined(optionValue);
    }

    /** The key of a new variant. */
    static String of(ProductRecord record) {
        String sku = record.key().sku();
        if (sku == null) {
            return ofOptions(record.variant().options()::value);
        }
        return record.key().skuRepeated() ? ofSku(sku, record.variant().options()::value) : ofSku(sku);
    }

    // up to the last option that there is: a variant keeps its key when it has no option in the last positions
    private static String joined(IntFunction<@Nullable String> optionValue) {
        StringBuilder key = new StringBuilder();
        int length = 0;
        for (int i = 0; i < VariantField.OPTION_COUNT; i++) {
            String value = optionValue.apply(i);
            if (i > 0) {
                key.append(BETWEEN);
            }
            if (value != null) {
                length = key.append(value).length();
            }
        }
        key.setLength(length);
        return key.toString();
    }
}
