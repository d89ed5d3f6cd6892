package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.Table;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A row of one table in memory: what the table is to hold, and which columns of it are not written yet. */
final class PendingRow<C extends Column> {

    private final Table<C> table;
    private final @Nullable Object[] values;
    private final BitSet changed = new BitSet();
    private final boolean isNew;

    private PendingRow(Table<C> table, boolean isNew) {
        this.table = table;
        this.values = new @Nullable Object[table.columns().size()];
        this.isNew = isNew;
    }

    static <C extends Column> PendingRow<C> ofNew(Table<C> table) {
        return new PendingRow<>(table, true);
    }

    /** The row under the cursor of {@link Table#selectWhereAny}. */
    static <C extends Column> PendingRow<C> stored(Table<C> table, ResultSet results) throws SQLException {
        PendingRow<C> row = new PendingRow<>(table, false);
        for (C column : table.columns()) {
            row.values[column.ordinal()] = column.read(results);
        }
        return row;
    }

    /** True if the table does not have the row yet. */
    boolean isNew() {
        return isNew;
    }

    /** True if the table has the row with other values. */
    boolean isChanged() {
        return !changed.isEmpty();
    }

    /** Sets the column unless the value is null. False when that changed nothing. */
    boolean put(C column, @Nullable Object value) {
        int slot = column.ordinal();
        if (value == null || isSame(value, values[slot])) {
            return false;
        }
        values[slot] = value;
        if (!isNew) {
            changed.set(slot);
        }
        return true;
    }

    /** Sets the columns that have a value in the record. False when that changed nothing. */
    boolean putAll(ColumnValues<C> record) {
        boolean changedAny = false;
        for (C column : table.values()) {
            changedAny |= put(column, record.value(column));
        }
        return changedAny;
    }

    @Nullable
    Object value(int slot) {
        return values[slot];
    }

    @Nullable
    Object changedValue(int slot) {
        return changed.get(slot) ? values[slot] : null;
    }

    @Nullable
    String text(C column) {
        return (String) values[column.ordinal()];
    }

    /** The value of a column that is never null. */
    String requireText(C column) {
        return require(String.class, column);
    }

    /** The value of a column that is never null. */
    long requireNumber(C column) {
        return require(Long.class, column);
    }

    private <T> T require(Class<T> type, C column) {
        Object value = values[column.ordinal()];
        if (value == null) {
            throw new IllegalStateException(table.name() + "." + column.sqlName() + " must have a value, has none");
        }
        return type.cast(value);
    }

    // 590 and 590.0000 are one price
    private static boolean isSame(Object value, @Nullable Object other) {
        if (value instanceof BigDecimal number && other instanceof BigDecimal stored) {
            return number.compareTo(stored) == 0;
        }
        return value.equals(other);
    }
}
