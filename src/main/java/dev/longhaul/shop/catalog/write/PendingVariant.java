package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.VariantOptions;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.PriceField;
import dev.longhaul.shop.catalog.table.VariantField;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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

    /** True if the variant or a price of it is new or changed. */
    boolean isTouched() {
        return row.isToBeWritten() || prices.values().stream().anyMatch(PendingRow::isToBeWritten);
    }

    long id() {
        return row.requireNumber(VariantField.ID);
    }

    @Nullable
    String sku() {
        return row.text(VariantField.SKU);
    }

    private @Nullable String optionValue(int position) {
        return row.text(VariantField.optionValue(position));
    }

    /** True if the variant has these option values, and no other. */
    boolean hasOptions(VariantOptions options) {
        for (int i = 0; i < VariantField.OPTION_COUNT; i++) {
            if (!Objects.equals(options.value(i), optionValue(i))) {
                return false;
            }
        }
        return true;
    }

    /** True if the variant has the option values that are said, and perhaps others. */
    boolean agreesWith(VariantOptions said) {
        for (int i = 0; i < VariantField.OPTION_COUNT; i++) {
            String value = said.value(i);
            if (value != null && !value.equals(optionValue(i))) {
                return false;
            }
        }
        return true;
    }

    boolean hasPrice(String currency) {
        return prices.containsKey(currency);
    }

    /** True when anything changed. */
    boolean apply(ProductKey key, VariantValues record) {
        boolean changed = row.put(VariantField.SKU, key.sku());
        for (int i = 0; i < VariantField.OPTION_COUNT; i++) {
            Option option = record.options().at(i);
            if (option != null) {
                changed |= row.put(VariantField.optionName(i), option.name());
                changed |= row.put(VariantField.optionValue(i), option.value());
            }
        }
        changed |= row.putAll(record.values());
        changed |= row.put(VariantField.VARIANT_KEY, variantKey(key.skuRepeated()));
        for (Price price : record.prices()) {
            changed |= apply(price);
        }
        return changed;
    }

    private boolean apply(Price price) {
        if (price.amount() == null && !hasPrice(price.currency())) {
            // it only says what this price is not to have
            return false;
        }
        PendingRow<PriceField> stored = prices.computeIfAbsent(price.currency(), currency -> {
            PendingRow<PriceField> added = PendingRow.ofNew(CatalogTables.PRICE);
            added.put(PriceField.VARIANT_ID, id());
            added.put(PriceField.CURRENCY, currency);
            return added;
        });
        boolean changed = stored.put(PriceField.AMOUNT, price.amount());
        changed |= put(stored, PriceField.COMPARE_AT, price.compareAt());
        changed |= put(stored, PriceField.COST, price.cost());
        return changed;
    }

    private static boolean put(PendingRow<PriceField> price, PriceField column, @Nullable BigDecimal amount) {
        return Price.isNoAmount(amount) ? price.clear(column) : price.put(column, amount);
    }

    /**
     * What makes the variant unique within its product. A SKU alone, so that options may change; SKU and options where
     * the source repeats the SKU, so that two writers of its variants meet. A SKU that is alone stays so.
     */
    private String variantKey(boolean skuRepeated) {
        String sku = sku();
        if (sku == null) {
            return VariantKey.ofOptions(this::optionValue);
        }
        String alone = VariantKey.ofSku(sku);
        String stored = row.text(VariantField.VARIANT_KEY);
        boolean withOptions = (stored != null && stored.startsWith(alone)) ? !stored.equals(alone) : skuRepeated;
        return withOptions ? VariantKey.ofSku(sku, this::optionValue) : alone;
    }
}
