package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.PriceField;
import dev.longhaul.shop.catalog.table.VariantField;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A variant in memory, stored or new, with its prices. */
final class PendingVariant {

    private final PendingProduct product;
    private final PendingRow<VariantField> row;
    private final Map<String, PendingRow<PriceField>> prices = new LinkedHashMap<>();

    private PendingVariant(PendingProduct product, PendingRow<VariantField> row) {
        this.product = product;
        this.row = row;
        product.add(this);
    }

    static PendingVariant stored(PendingProduct product, PendingRow<VariantField> row) {
        return new PendingVariant(product, row);
    }

    static PendingVariant ofNew(PendingProduct product, long id) {
        PendingRow<VariantField> row = PendingRow.ofNew(CatalogTables.VARIANT);
        row.put(VariantField.ID, id);
        row.put(VariantField.PRODUCT_ID, product.id());
        return new PendingVariant(product, row);
    }

    void addStoredPrice(PendingRow<PriceField> price) {
        prices.put(price.requireText(PriceField.CURRENCY), price);
    }

    PendingProduct product() {
        return product;
    }

    PendingRow<VariantField> row() {
        return row;
    }

    Collection<PendingRow<PriceField>> prices() {
        return prices.values();
    }

    long id() {
        return row.requireNumber(VariantField.ID);
    }

    @Nullable
    String sku() {
        return row.text(VariantField.SKU);
    }

    List<String> optionValues() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < VariantField.OPTION_COUNT; i++) {
            String value = row.text(VariantField.optionValue(i));
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    boolean hasPrice(String currency) {
        return prices.containsKey(currency);
    }

    /** True when anything changed. */
    boolean apply(@Nullable String sku, VariantValues record) {
        boolean changed = row.put(VariantField.SKU, sku);
        for (int i = 0; i < record.options().size(); i++) {
            Option option = record.options().get(i);
            changed |= row.put(VariantField.optionName(i), option.name());
            changed |= row.put(VariantField.optionValue(i), option.value());
        }
        changed |= row.putAll(record.values());
        changed |= row.put(VariantField.VARIANT_KEY, key());
        for (Price price : record.prices()) {
            changed |= apply(price);
        }
        return changed;
    }

    private boolean apply(Price price) {
        PendingRow<PriceField> stored = prices.computeIfAbsent(price.currency(), currency -> {
            PendingRow<PriceField> added = PendingRow.ofNew(CatalogTables.PRICE);
            added.put(PriceField.VARIANT_ID, id());
            added.put(PriceField.CURRENCY, currency);
            return added;
        });
        boolean changed = stored.put(PriceField.AMOUNT, price.amount());
        changed |= stored.put(PriceField.COMPARE_AT, price.compareAt());
        return changed;
    }

    // a control character that no cell may hold keeps two values apart
    private String key() {
        String sku = sku();
        return sku != null ? "sku:" + sku : "options:" + String.join("\u001f", optionValues());
    }
}
