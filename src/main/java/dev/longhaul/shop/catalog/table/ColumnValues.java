package dev.longhaul.shop.catalog.table;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values of one row by their columns, keys and options left out. In a record a column without a value says nothing and
 * changes nothing; in a stored row it is empty. A record may also say that a column is to hold nothing. Immutable.
 */
public final class ColumnValues<C extends Column> {

    /** In the slot of a column that the record clears. */
    private enum Nothing {
        NOTHING
    }

    private final Table<C> table;
    private final @Nullable Object[] values;

    private ColumnValues(Table<C> table, @Nullable Object[] values) {
        this.table = table;
        this.values = values;
    }

    public static <C extends Column> Builder<C> of(Table<C> table) {
        return new Builder<>(table, new @Nullable Object[table.columns().size()]);
    }

    public static <C extends Column> ColumnValues<C> none(Table<C> table) {
        return of(table).build();
    }

    /** Collects values. */
    public static final class Builder<C extends Column> {

        private final Table<C> table;
        private final @Nullable Object[] values;

        private Builder(Table<C> table, @Nullable Object[] values) {
            this.table = table;
            this.values = values;
        }

        /**
         * Sets the column; null leaves it without a value.
         *
         * @throws IllegalArgumentException when the column is a key or an option, or holds another type
         */
        public Builder<C> put(C column, @Nullable Object value) {
            if (!column.isValue() || (value != null && !column.type().accepts(value))) {
                throw new IllegalArgumentException(table.name() + "." + column.sqlName() + " takes a value of its type "
                        + column.type() + " unless it is a key or an option, got " + value);
            }
            values[column.ordinal()] = value;
            return this;
        }

        /**
         * Says that the column is to hold nothing.
         *
         * @throws IllegalArgumentException when the column is a key or an option, or every row has a value there
         */
        public Builder<C> clear(C column) {
            if (!column.isValue() || column.isRequired()) {
                throw new IllegalArgumentException(
                        table.name() + "." + column.sqlName() + " cannot be cleared: every row has a value there");
            }
            values[column.ordinal()] = Nothing.NOTHING;
            return this;
        }

        public ColumnValues<C> build() {
            return new ColumnValues<>(table, values.clone());
        }
    }

    /** Null without a value, and when the column {@linkplain #clears is cleared}. */
    public @Nullable Object value(C column) {
        Object value = values[column.ordinal()];
        return value == Nothing.NOTHING ? null : value;
    }

    public @Nullable String text(C column) {
        return (String) value(column);
    }

    public @Nullable Long number(C column) {
        return (Long) value(column);
    }

    /** True if the record says that the column is to hold nothing. */
    public boolean clears(C column) {
        return values[column.ordinal()] == Nothing.NOTHING;
    }

    /** A copy with another value of one column; null leaves it without a value. */
    public ColumnValues<C> with(C column, @Nullable Object value) {
        return new Builder<>(table, values.clone()).put(column, value).build();
    }

    /** True if no column has a value and none is cleared. */
    public boolean isEmpty() {
        for (Object value : values) {
            if (value != null) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ColumnValues<?> that && table == that.table && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return table.values().stream()
                .filter(column -> values[column.ordinal()] != null)
                .map(column -> column.sqlName() + "=" + values[column.ordinal()])
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
