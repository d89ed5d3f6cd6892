package dev.longhaul.shop.catalog.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A table by its columns, and its statements made of them. The times of a row have defaults and are not columns here.
 */
public final class Table<C extends Column> {

    private final String name;
    private final int keyColumnCount;
    private final List<C> columns;
    private final List<C> values;
    private final List<C> composites;

    /** @param keyColumnCount how many of the first columns are the primary key */
    Table(String name, int keyColumnCount, C[] columns) {
        this.name = name;
        this.keyColumnCount = keyColumnCount;
        this.columns = List.of(columns);
        this.values = this.columns.stream().filter(Column::isValue).toList();
        this.composites =
                values.stream().filter(column -> column.type().isComposite()).toList();
    }

    public String name() {
        return name;
    }

    public int keyColumnCount() {
        return keyColumnCount;
    }

    /** All columns; each stands at its ordinal. */
    public List<C> columns() {
        return columns;
    }

    /** The columns that records set. */
    public List<C> values() {
        return values;
    }

    /** Those of {@link #values} that hold a {@link CompositeValue}. */
    public List<C> composites() {
        return composites;
    }

    public String columnNames() {
        return columns.stream().map(Column::sqlName).collect(Collectors.joining(", "));
    }

    public String insert() {
        return "INSERT INTO " + name + " (" + columnNames() + ") VALUES (" + joined(columns, column -> "?", ", ") + ")";
    }

    /** Sets each column to its parameter, or leaves it where the parameter is null; the key's parameters follow. */
    public String update() {
        String assignments = joined(
                columns.subList(keyColumnCount, columns.size()),
                column -> column + " = COALESCE(?, " + column + ")",
                ", ");
        return "UPDATE " + name + " SET " + assignments + ", updated_at = CURRENT_TIMESTAMP WHERE " + keyCondition();
    }

    /** Leaves the column without a value; the key's parameters are the only ones. */
    public String clear(C column) {
        return "UPDATE " + name + " SET " + column.sqlName() + " = NULL, updated_at = CURRENT_TIMESTAMP WHERE "
                + keyCondition();
    }

    private String keyCondition() {
        return joined(columns.subList(0, keyColumnCount), column -> column + " = ?", " AND ");
    }

    /** All rows, to be continued by a condition and an order. */
    public String select() {
        return "SELECT " + columnNames() + " FROM " + name;
    }

    /** Rows whose column has one of the values of an array, the only parameter. */
    public String selectWhereAny(C column) {
        return select() + " WHERE " + column.sqlName() + " = ANY(?)";
    }

    /** The values in the row under the cursor of {@link #select()}. */
    public ColumnValues<C> read(ResultSet results) throws SQLException {
        ColumnValues.Builder<C> read = ColumnValues.of(this);
        for (C column : values) {
            read.put(column, column.read(results));
        }
        return read.build();
    }

    private static String joined(List<? extends Column> columns, Function<String, String> text, String separator) {
        return columns.stream().map(Column::sqlName).map(text).collect(Collectors.joining(separator));
    }
}
