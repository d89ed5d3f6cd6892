package dev.longhaul.shop.catalog.undo;

import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.PriceField;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of the catalogue as it is now. */
final class StoredRow {

    private final Table<?> table;
    private final @Nullable Object[] values;
    private final OffsetDateTime createdAt;

    private StoredRow(Table<?> table, @Nullable Object[] values, OffsetDateTime createdAt) {
        this.table = table;
        this.values = values;
        this.createdAt = createdAt;
    }

    /** The statement whose rows {@link #of} takes, to be continued by a condition. */
    static String select(Table<?> table) {
        return "SELECT " + table.columnNames() + ", created_at FROM " + table.name();
    }

    static StoredRow of(Table<?> table, ResultSet results) throws SQLException {
        @Nullable Object[] values = new @Nullable Object[table.columns().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(table.columns().get(i), results, i + 1);
        }
        return new StoredRow(table, values, results.getObject(values.length + 1, OffsetDateTime.class));
    }

    private static @Nullable Object read(Column column, ResultSet results, int position) throws SQLException {
        Object value =
                switch (column.type().sqlType()) {
                    case Types.BIGINT -> results.getLong(position);
                    case Types.NUMERIC -> results.getBigDecimal(position);
                    default -> results.getString(position);
                };
        return results.wasNull() ? null : value;
    }

    RowKey key() {
        // the first column of each table is the id of a product or a variant
        long id = (Long) Objects.requireNonNull(values[0]);
        return new RowKey(table, id, table == CatalogTables.PRICE ? text(PriceField.CURRENCY) : null);
    }

    @Nullable
    String text(Column column) {
        return (String) values[column.ordinal()];
    }

    long number(Column column) {
        return (Long) Objects.requireNonNull(values[column.ordinal()]);
    }

    long revision() {
        return number(ProductField.REVISION);
    }

    /** What is recorded if this row is removed. */
    RowChange removed() {
        List<ColumnValue> all = new ArrayList<>();
        for (Column column : table.columns()) {
            Object value = values[column.ordinal()];
            if (value != null) {
                all.add(new ColumnValue(column, value));
            }
        }
        return RowChange.removed(key(), all, createdAt);
    }

    /** What is recorded if this row gets other values in these columns. */
    RowChange changed(List<ColumnValue> others) {
        return RowChange.changed(
                key(),
                others.stream()
                        .map(other -> new ColumnValue(
                                other.column(), values[other.column().ordinal()]))
                        .toList());
    }
}
