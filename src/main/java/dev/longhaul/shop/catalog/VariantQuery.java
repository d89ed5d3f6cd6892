package dev.longhaul.shop.catalog;

import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.PriceField;
import dev.longhaul.shop.catalog.table.VariantField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads the variants and prices of some products, in the order in which they were created. */
final class VariantQuery {

    private static final String VARIANTS =
            CatalogTables.VARIANT.select() + " WHERE product_id IN (<products>) ORDER BY product_id, id";
    private static final String PRICES = CatalogTables.PRICE.select()
            + " WHERE variant_id IN (SELECT id FROM product_variant WHERE product_id IN (<products>))"
            + " ORDER BY variant_id, currency";

    private final Handle handle;

    VariantQuery(Handle handle) {
        this.handle = handle;
    }

    Map<Long, List<Variant>> ofProducts(Collection<Long> productIds) {
        Map<Long, List<Price>> prices = prices(productIds);
        Map<Long, List<Variant>> variants = new LinkedHashMap<>();
        handle.createQuery(VARIANTS)
                .bindList("products", List.copyOf(productIds))
                .map((results, context) -> {
                    long id = results.getLong(VariantField.ID.position());
                    variants.computeIfAbsent(
                                    results.getLong(VariantField.PRODUCT_ID.position()), product -> new ArrayList<>())
                            .add(variant(results, prices.getOrDefault(id, List.of())));
                    return id;
                })
                .list();
        return variants;
    }

    private Map<Long, List<Price>> prices(Collection<Long> productIds) {
        Map<Long, List<Price>> prices = new LinkedHashMap<>();
        handle.createQuery(PRICES)
                .bindList("products", List.copyOf(productIds))
                .map((results, context) -> {
                    long variantId = results.getLong(PriceField.VARIANT_ID.position());
                    prices.computeIfAbsent(variantId, id -> new ArrayList<>()).add(price(results));
                    return variantId;
                })
                .list();
        return prices;
    }

    private static Price price(ResultSet results) throws SQLException {
        return new Price(
                results.getString(PriceField.CURRENCY.position()),
                results.getBigDecimal(PriceField.AMOUNT.position()),
                results.getBigDecimal(PriceField.COMPARE_AT.position()),
                results.getBigDecimal(PriceField.COST.position()));
    }

    private static Variant variant(ResultSet results, List<Price> prices) throws SQLException {
        return new Variant(
                results.getString(VariantField.SKU.position()),
                options(results),
                CatalogTables.VARIANT.read(results),
                prices);
    }

    private static VariantOptions options(ResultSet results) throws SQLException {
        @Nullable Option[] options = new @Nullable Option[VariantField.OPTION_COUNT];
        for (int i = 0; i < options.length; i++) {
            String value = results.getString(VariantField.optionValue(i).position());
            if (value != null) {
                options[i] =
                        new Option(results.getString(VariantField.optionName(i).position()), value);
            }
        }
        return VariantOptions.of(options);
    }
}
