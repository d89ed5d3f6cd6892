package dev.longhaul.shop.catalog.write;

import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.CompositeValue;
import dev.longhaul.shop.catalog.table.Table;
import dev.longhaul.shop.catalog.undo.ColumnValue;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of one table in memory: what the table is to hold, and which columns of it are not written yet. */
final class PendingRow<C extends Column> {

    private final Table<C> table;
    private final @Nullable Object[] values;
    private final BitSet changed = new BitSet();
    private final boolean isNew;
    private @Nullable Object @Nullable [] stored;

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

    /** True if the table does not have the row as it is here. */
    boolean isToBeWritten() {
        return isNew || isChanged();
    }

    /** True if nothing but this column has changed. */
    boolean isChangedOnlyIn(C column) {
        return changed.cardinality() == 1 && changed.get(column.ordinal());
    }

    /** Sets the column, or adds to a composite value, unless what is said is null. False when that changed nothing. */
    boolean put(C column, @Nullable Object said) {
        int slot = column.ordinal();
        if (said == null) {
            return false;
        }
        Object value = column.type().merged(values[slot], said);
        if (isSame(value, values[slot])) {
            return false;
        }
        set(slot, value);
        return true;
    }

    /** Leaves the column without a value. False when that changed nothing. */
    boolean clear(C column) {
        if (values[column.ordinal()] == null) {
            return false;
        }
        set(column.ordinal(), null);
        return true;
    }

    private void set(int slot, @Nullable Object value) {
        if (!isNew && !changed.get(slot)) {
            if (stored == null) {
                stored = values.clone();
            }
            changed.set(slot);
        }
        values[slot] = value;
    }

    /** What the table holds in the columns that change, in the order of the columns; all but this one. */
    List<ColumnValue> storedValuesBut(@Nullable C column) {
        List<ColumnValue> old = new ArrayList<>();
        @Nullable Object[] before = stored == null ? values : stored;
        for (int slot = changed.nextSetBit(0); slot >= 0; slot = changed.nextSetBit(slot + 1)) {
            C of = table.columns().get(slot);
            if (of != column) {
                Object value = before[slot];
                old.add(new ColumnValue(of, value == null ? null : of.type().stored(value)));
            }
        }
        return old;
    }

    /** Sets the columns that have a value in the record, and clears what it clears. False when that changed nothing. */
    boolean putAll(ColumnValues<C> record) {
        boolean changedAny = false;
        for (C column : table.values()) {
            changedAny |= record.clears(column) ? clear(column) : put(column, record.value(column));
        }
        return changedAny;
    }

    /**
     * Judges the lists and maps of which a record says a part: a reader can bound what it says, and not what it makes
     * of the stored value.
     *
     * @param row null if it is to be a new one
     * @throws RecordRefusedException when both together are too long for their column
     */
    static <C extends Column> void requireRoom(@Nullable PendingRow<C> row, Table<C> table, ColumnValues<C> record)
            throws RecordRefusedException {
        for (C column : table.composites()) {
            Object said = record.value(column);
            if (said != null) {
                Object stored = row == null ? null : row.values[column.ordinal()];
                CompositeValue merged = (CompositeValue) column.type().merged(stored, said);
                requireRoom(column, merged.text().length());
            }
        }
    }

    private static void requireRoom(Column column, int length) throws RecordRefusedException {
        if (length > column.longest()) {
            throw new RecordRefusedException("value-too-long", column.header(), length, column.longest());
        }
    }

    /** The value as JDBC and COPY take it. */
    @Nullable
    Object value(int slot) {
        Object value = values[slot];
        return value == null ? null : table.columns().get(slot).type().stored(value);
    }

    /** The value that is to replace the stored one, null if nothing does. */
    @Nullable
    Object changedValue(int slot) {
        return changed.get(slot) ? value(slot) : null;
    }

    /** True if the table has a value that is to go. */
    boolean isCleared(int slot) {
        return changed.get(slot) && values[slot] == null;
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
