package dev.longhaul.shop.catalog;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A table as far as the writer knows it.
 *
 * @param keyColumnCount how many of the first columns are the primary key
 * @param columns what is read and written; the times have defaults
 */
record Table(String name, int keyColumnCount, List<Column> columns) {

    /** A column and its type of {@link java.sql.Types}: BIGINT, VARCHAR or NUMERIC. */
    record Column(String name, int sqlType) {}

    String columnNames() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    String insert() {
        String parameters = columns.stream().map(column -> "?").collect(Collectors.joining(", "));
        return "INSERT INTO " + name + " (" + columnNames() + ") VALUES (" + parameters + ")";
    }

    /** Sets each column to its parameter, or leaves it where the parameter is null; the key's parameters follow. */
    String update() {
        String assignments = columns.stream()
                .skip(keyColumnCount)
                .map(column -> column.name() + " = COALESCE(?, " + column.name() + ")")
                .collect(Collectors.joining(", "));
        String key = columns.stream()
                .limit(keyColumnCount)
                .map(column -> column.name() + " = ?")
                .collect(Collectors.joining(" AND "));
        return "UPDATE " + name + " SET " + assignments + ", updated_at = CURRENT_TIMESTAMP WHERE " + key;
    }

    /** Rows whose column has one of the values of an array, the only parameter. */
    String selectWhereAny(String column) {
        return "SELECT " + columnNames() + " FROM " + name + " WHERE " + column + " = ANY(?)";
    }
}
