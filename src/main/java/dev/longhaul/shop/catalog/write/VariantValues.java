package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.VariantOptions;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.VariantField;
import java.util.List;

/**
 * What a record says about one variant. What is empty says nothing and changes nothing.
 *
 * @param options those that the record names, each at its position; a null name leaves the stored name as it is
 */
public record VariantValues(VariantOptions options, ColumnValues<VariantField> values, List<Price> prices) {

    public static final VariantValues NONE =
            new VariantValues(VariantOptions.NONE, ColumnValues.none(CatalogTables.VARIANT), List.of());

    public VariantValues {
        prices = List.copyOf(prices);
    }

    /** The options are those of the first positions. */
    public VariantValues(List<Option> options, ColumnValues<VariantField> values, List<Price> prices) {
        this(VariantOptions.of(options.toArray(Option[]::new)), values, prices);
    }

    boolean isNone() {
        return options.isEmpty() && values.isEmpty() && prices.isEmpty();
    }
}
