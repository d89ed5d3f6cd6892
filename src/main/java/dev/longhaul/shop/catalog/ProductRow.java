package dev.longhaul.shop.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the table of products, before its variants are known. */
record ProductRow(
        long id,
        String handle,
        String name,
        @Nullable String description,
        @Nullable String vendor,
        @Nullable String productType,
        @Nullable String tags,
        ProductStatus status) {

    ProductRow(ResultSet results) throws SQLException {
        this(
                results.getLong("id"),
                results.getString("handle"),
                results.getString("name"),
                results.getString("description"),
                results.getString("vendor"),
                results.getString("product_type"),
                results.getString("tags"),
                ProductStatus.valueOf(results.getString("status")));
    }

    Product with(List<Variant> variants) {
        return new Product(handle, name, description, vendor, productType, tags, status, variants);
    }
}
