package dev.longhaul.shop.catalog;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** A row in the working set: what the table will hold, and which of it is not there yet. */
final class Row {

    private final Table table;
    private final @Nullable Object[] values;
    private final BitSet changed = new BitSet();
    private final boolean isNew;

    private Row(Table table, boolean isNew) {
        this.table = table;
        this.values = new @Nullable Object[table.columns().size()];
        this.isNew = isNew;
    }

    static Row ofNew(Table table) {
        return new Row(table, true);
    }

    /** The row under the cursor of {@link Table#selectWhereAny}. */
    static Row stored(Table table, ResultSet results) throws SQLException {
        Row row = new Row(table, false);
        for (int i = 0; i < row.values.length; i++) {
            row.values[i] = read(results, i + 1, table.columns().get(i).sqlType());
        }
        return row;
    }

    private static @Nullable Object read(ResultSet results, int index, int sqlType) throws SQLException {
        if (sqlType == Types.BIGINT) {
            long number = results.getLong(index);
            return results.wasNull() ? null : number;
        }
        return sqlType == Types.NUMERIC ? results.getBigDecimal(index) : results.getString(index);
    }

    Table table() {
        return table;
    }

    /** Not in the table yet. */
    boolean isNew() {
        return isNew;
    }

    /** In the table, with other values. */
    boolean isChanged() {
        return !changed.isEmpty();
    }

    /** Sets the column unless the value is null. False when that changed nothing. */
    boolean put(int column, @Nullable Object value) {
        if (value == null || same(value, values[column])) {
            return false;
        }
        values[column] = value;
        if (!isNew) {
            changed.set(column);
        }
        return true;
    }

    @Nullable
    Object value(int column) {
        return values[column];
    }

    @Nullable
    Object changedValue(int column) {
        return changed.get(column) ? values[column] : null;
    }

    @Nullable
    String text(int column) {
        return (String) values[column];
    }

    /** The value of a column that is never null. */
    String requireText(int column) {
        return require(String.class, column);
    }

    /** The value of a column that is never null. */
    long requireNumber(int column) {
        return require(Long.class, column);
    }

    private <T> T require(Class<T> type, int column) {
        Object value = values[column];
        if (value == null) {
            throw new IllegalStateException(
                    table.name() + "." + table.columns().get(column).name() + " must have a value, has none");
        }
        return type.cast(value);
    }

    // 590 and 590.0000 are one price
    private static boolean same(Object value, @Nullable Object other) {
        if (value instanceof BigDecimal number && other instanceof BigDecimal stored) {
            return number.compareTo(stored) == 0;
        }
        return value.equals(other);
    }
}
