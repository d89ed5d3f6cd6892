package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.VariantField;
import java.util.List;

/**
 * What a record says about one variant. What is empty says nothing and changes nothing.
 *
 * @param options at most {@value VariantField#OPTION_COUNT}, in the source's order
 */
public record VariantValues(List<Option> options, ColumnValues<VariantField> values, List<Price> prices) {

    public static final VariantValues NONE =
            new VariantValues(List.of(), ColumnValues.none(CatalogTables.VARIANT), List.of());

    public VariantValues {
        options = List.copyOf(options);
        prices = List.copyOf(prices);
        if (options.size() > VariantField.OPTION_COUNT) {
            throw new IllegalArgumentException(
                    "a variant has at most " + VariantField.OPTION_COUNT + " options, got " + options.size());
        }
    }

    boolean isNone() {
        return options.isEmpty() && values.isEmpty() && prices.isEmpty();
    }
}
