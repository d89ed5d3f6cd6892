package dev.longhaul.shop.catalog;

import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A variant in the working set, with its prices. */
final class VariantEntry {

    static final Table TABLE = new Table(
            "product_variant",
            1,
            List.of(
                    new Table.Column("id", Types.BIGINT),
                    new Table.Column("product_id", Types.BIGINT),
                    new Table.Column("variant_key", Types.VARCHAR),
                    new Table.Column("sku", Types.VARCHAR),
                    new Table.Column("name", Types.VARCHAR),
                    new Table.Column("option1_name", Types.VARCHAR),
                    new Table.Column("option1_value", Types.VARCHAR),
                    new Table.Column("option2_name", Types.VARCHAR),
                    new Table.Column("option2_value", Types.VARCHAR),
                    new Table.Column("option3_name", Types.VARCHAR),
                    new Table.Column("option3_value", Types.VARCHAR),
                    new Table.Column("barcode", Types.VARCHAR),
                    new Table.Column("quantity", Types.BIGINT)));

    static final Table PRICES = new Table(
            "variant_price",
            2,
            List.of(
                    new Table.Column("variant_id", Types.BIGINT),
                    new Table.Column("currency", Types.VARCHAR),
                    new Table.Column("amount", Types.NUMERIC),
                    new Table.Column("compare_at", Types.NUMERIC)));

    static final int PRODUCT_ID = 1;
    static final int VARIANT_KEY = 2;
    static final int PRICE_CURRENCY = 1;

    private static final int ID = 0;
    static final int SKU = 3;
    private static final int NAME = 4;
    private static final int FIRST_OPTION = 5;
    private static final int BARCODE = 11;
    private static final int QUANTITY = 12;
    private static final int PRICE_VARIANT = 0;
    private static final int PRICE_AMOUNT = 2;
    private static final int PRICE_COMPARE_AT = 3;

    private final ProductEntry product;
    private final Row row;
    private final Map<String, Row> prices = new LinkedHashMap<>();

    private VariantEntry(ProductEntry product, Row row) {
        this.product = product;
        this.row = row;
        product.add(this);
    }

    static VariantEntry stored(ProductEntry product, Row row) {
        return new VariantEntry(product, row);
    }

    static VariantEntry ofNew(ProductEntry product, long id) {
        Row row = Row.ofNew(TABLE);
        row.put(ID, id);
        row.put(PRODUCT_ID, product.id());
        return new VariantEntry(product, row);
    }

    static long idOfPrice(Row price) {
        return price.requireNumber(PRICE_VARIANT);
    }

    void addStoredPrice(Row price) {
        prices.put(price.requireText(PRICE_CURRENCY), price);
    }

    ProductEntry product() {
        return product;
    }

    Row row() {
        return row;
    }

    Collection<Row> prices() {
        return prices.values();
    }

    long id() {
        return row.requireNumber(ID);
    }

    @Nullable
    String sku() {
        return row.text(SKU);
    }

    List<String> optionValues() {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < VariantValues.MAX_OPTIONS; i++) {
            String value = row.text(FIRST_OPTION + 2 * i + 1);
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
    boolean apply(@Nullable String sku, VariantValues values) {
        boolean changed = row.put(SKU, sku);
        changed |= row.put(NAME, values.name());
        for (int i = 0; i < values.options().size(); i++) {
            Option option = values.options().get(i);
            changed |= row.put(FIRST_OPTION + 2 * i, option.name());
            changed |= row.put(FIRST_OPTION + 2 * i + 1, option.value());
        }
        changed |= row.put(BARCODE, values.barcode());
        changed |= row.put(QUANTITY, values.quantity());
        changed |= row.put(VARIANT_KEY, key());
        for (Price price : values.prices()) {
            changed |= apply(price);
        }
        return changed;
    }

    private boolean apply(Price price) {
        Row stored = prices.computeIfAbsent(price.currency(), currency -> {
            Row added = Row.ofNew(PRICES);
            added.put(PRICE_VARIANT, id());
            added.put(PRICE_CURRENCY, currency);
            return added;
        });
        boolean changed = stored.put(PRICE_AMOUNT, price.amount());
        changed |= stored.put(PRICE_COMPARE_AT, price.compareAt());
        return changed;
    }

    // a control character no cell may hold keeps two values apart
    private String key() {
        String sku = sku();
        return sku != null ? "sku:" + sku : "options:" + String.join("\u001f", optionValues());
    }
}
