package dev.longhaul.shop.catalog;

import dev.longhaul.database.Database;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.ProductField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Reads the catalogue. Safe for any number of threads. */
public final class Catalog {

    private static final String PRODUCTS = CatalogTables.PRODUCT.select();

    private final Jdbi jdbi;

    public Catalog(Database database) {
        this.jdbi = Jdbi.create(database.dataSource());
    }

    public long productCount() {
        return count("product");
    }

    public long variantCount() {
        return count("product_variant");
    }

    private long count(String table) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    /**
     * Products in the order of their handles.
     *
     * @param after the last handle of the page before, null for the first page
     * @param limit how many at most
     */
    public List<Product> page(@Nullable String after, int limit) {
        String condition = after == null ? "" : " WHERE handle > :after";
        return jdbi.withHandle(handle -> {
            Query query = handle.createQuery(PRODUCTS + condition + " ORDER BY handle FETCH FIRST :limit ROWS ONLY");
            query.bind("limit", limit);
            return read(handle, after == null ? query : query.bind("after", after));
        });
    }

    public Optional<Product> findByHandle(String productHandle) {
        return jdbi
                .withHandle(handle -> read(
                        handle,
                        handle.createQuery(PRODUCTS + " WHERE handle = :handle").bind("handle", productHandle)))
                .stream()
                .findFirst();
    }

    /** Every product that has a variant of this SKU. It is mostly one, but a SKU is unique only within its product. */
    public List<Product> findBySku(String sku) {
        return jdbi.withHandle(handle -> read(
                handle,
                handle.createQuery(PRODUCTS
                                + " WHERE id IN (SELECT product_id FROM product_variant WHERE sku = :sku)"
                                + " ORDER BY handle")
                        .bind("sku", sku)));
    }

    private static List<Product> read(Handle handle, Query query) {
        Map<Long, Product> found = new LinkedHashMap<>();
        query.map((results, context) -> Map.entry(results.getLong(ProductField.ID.position()), product(results)))
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        if (found.isEmpty()) {
            return List.of();
        }
        Map<Long, List<Variant>> variants = new VariantQuery(handle).ofProducts(found.keySet());
        List<Product> products = new ArrayList<>(found.size());
        found.forEach((id, product) -> products.add(product.with(variants.getOrDefault(id, List.of()))));
        return products;
    }

    private static Product product(ResultSet results) throws SQLException {
        return new Product(
                results.getString(ProductField.HANDLE.position()), CatalogTables.PRODUCT.read(results), List.of());
    }
}
