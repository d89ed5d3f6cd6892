package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.VariantOptions;
import dev.longhaul.shop.catalog.table.Attributes;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ImageList;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.VariantField;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Records of few keys, options and values in every combination. */
public final class RandomRecords {

    private final Random random;

    public RandomRecords(Random random) {
        this.random = random;
    }

    public List<ProductRecord> next(int count) {
        return IntStream.range(0, count).mapToObj(record -> next()).toList();
    }

    public ProductRecord next() {
        ColumnValues.Builder<ProductField> product = ColumnValues.of(CatalogTables.PRODUCT)
                .put(ProductField.NAME, maybe("Lamp", "Sofa"))
                .put(ProductField.VENDOR, maybe("Acme", "Other"));
        if (chance(4)) {
            product.put(ProductField.IMAGES, new ImageList(List.of(one("a", "b", "c"), one("a", "d")), chance(2)));
        }
        if (chance(4)) {
            product.put(ProductField.ATTRIBUTES, Attributes.of(Map.of(one("x", "y"), one("1", "2"))));
        }
        if (chance(5)) {
            product.clear(one(ProductField.VENDOR, ProductField.IMAGES, ProductField.ATTRIBUTES));
        }
        ColumnValues.Builder<VariantField> variant = ColumnValues.of(CatalogTables.VARIANT);
        if (chance(3)) {
            variant.put(VariantField.QUANTITY, (long) random.nextInt(2));
        }
        VariantOptions options = chance(3) ? VariantOptions.NONE : VariantOptions.of(option(), option());
        return new ProductRecord(
                key(),
                product.build(),
                new VariantValues(options, variant.build(), chance(3) ? List.of(price()) : List.of()));
    }

    private ProductKey key() {
        String source = chance(2) ? null : one("A", "B");
        String sku = maybe("S1", "S2", "id:1");
        boolean repeated = chance(3);
        return switch (random.nextInt(3)) {
            case 0 -> new ProductKey(one("h1", "h2", "S1"), null, maybe("id:1", "id:2"), sku, repeated, source);
            case 1 -> new ProductKey(null, one("id:1", "id:2", "S1"), null, sku, repeated, source);
            default -> new ProductKey(null, null, one("id:1", "id:2", "h1"), sku, repeated, source);
        };
    }

    private @Nullable Option option() {
        return chance(3) ? null : new Option(maybe("Size", "Color"), one("M", "L"));
    }

    private Price price() {
        BigDecimal amount = chance(4) ? null : BigDecimal.valueOf(random.nextInt(2));
        BigDecimal compareAt = chance(2) ? null : one(Price.NO_AMOUNT, BigDecimal.ONE);
        return new Price(one("EUR", "USD"), amount, compareAt, chance(2) ? null : one(Price.NO_AMOUNT, BigDecimal.TEN));
    }

    public boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }

    private @Nullable String maybe(String... values) {
        return chance(2) ? null : one(values);
    }
}
