package dev.longhaul.shop.catalog.table;

import static dev.longhaul.shop.catalog.table.ColumnType.LINE;
import static dev.longhaul.shop.catalog.table.ColumnType.NUMBER;

import org.jspecify.annotations.Nullable;

/** The columns of a price, which {@link dev.longhaul.shop.catalog.Price} holds one by one: none is a value. */
public enum PriceField implements Column {
    VARIANT_ID(NUMBER),
    CURRENCY(LINE, 3),
    AMOUNT(ColumnType.AMOUNT),
    COMPARE_AT(ColumnType.AMOUNT),
    COST(ColumnType.AMOUNT);

    private final ColumnType type;
    private final int longest;

    PriceField(ColumnType type) {
        this(type, 0);
    }

    PriceField(ColumnType type, int longest) {
        this.type = type;
        this.longest = longest;
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public int longest() {
        return longest;
    }

    @Override
    public boolean isValue() {
        return false;
    }

    @Override
    public @Nullable String header() {
        return null;
    }
}
