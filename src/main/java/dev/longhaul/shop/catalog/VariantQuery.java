package dev.longhaul.shop.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Reads the variants and prices of some products, in the order in which they were made. */
final class VariantQuery {

    private static final String VARIANTS =
            "SELECT * FROM product_variant WHERE product_id IN (<products>) ORDER BY product_id, id";
    private static final String PRICES = "SELECT * FROM variant_price WHERE variant_id IN "
            + "(SELECT id FROM product_variant WHERE product_id IN (<products>)) ORDER BY variant_id, currency";

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
                    variants.computeIfAbsent(results.getLong("product_id"), id -> new ArrayList<>())
                            .add(variant(results, prices.getOrDefault(results.getLong("id"), List.of())));
                    return results.getLong("id");
                })
                .list();
        return variants;
    }

    private Map<Long, List<Price>> prices(Collection<Long> productIds) {
        Map<Long, List<Price>> prices = new LinkedHashMap<>();
        handle.createQuery(PRICES)
                .bindList("products", List.copyOf(productIds))
                .map((results, context) -> {
                    prices.computeIfAbsent(results.getLong("variant_id"), id -> new ArrayList<>())
                            .add(price(results));
                    return results.getLong("variant_id");
                })
                .list();
        return prices;
    }

    private static Price price(ResultSet results) throws SQLException {
        return new Price(
                results.getString("currency"), results.getBigDecimal("amount"), results.getBigDecimal("compare_at"));
    }

    private static Variant variant(ResultSet results, List<Price> prices) throws SQLException {
        long quantity = results.getLong("quantity");
        boolean counted = !results.wasNull();
        return new Variant(
                results.getString("sku"),
                results.getString("name"),
                options(results),
                results.getString("barcode"),
                counted ? quantity : null,
                prices);
    }

    private static List<Option> options(ResultSet results) throws SQLException {
        List<Option> options = new ArrayList<>();
        for (int i = 1; i <= VariantValues.MAX_OPTIONS; i++) {
            String value = results.getString("option" + i + "_value");
            if (value != null) {
                options.add(new Option(results.getString("option" + i + "_name"), value));
            }
        }
        return options;
    }
}
