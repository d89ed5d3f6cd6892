package dev.longhaul.shop.catalog;

import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ProductField;
import java.util.List;
import java.util.Objects;

/** A product as the catalogue keeps it, with its variants. A name and a status are always among its values. */
public record Product(String handle, ColumnValues<ProductField> values, List<Variant> variants) {

    public Product {
        variants = List.copyOf(variants);
    }

    Product with(List<Variant> stored) {
        return new Product(handle, values, stored);
    }

    public String name() {
        return Objects.requireNonNull(values.text(ProductField.NAME));
    }

    public ProductStatus status() {
        return ProductStatus.valueOf(Objects.requireNonNull(values.text(ProductField.STATUS)));
    }
}
