package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.catalog.table.Attributes;
import dev.longhaul.shop.reading.column.ColumnReading;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cells of one record that are not fields, kept under the names of their columns. */
final class AttributeCells {

    /** Together they must fit one column of the catalogue, with the names and what JSON adds. */
    private static final int MOST_CHARS = 9_000;

    private static final int LONGEST_VALUE = 4_000;
    private static final int LONGEST_NAME = 200;

    private final RecordCells cells;
    private final Map<String, String> values = new LinkedHashMap<>();
    private int chars;

    AttributeCells(RecordCells cells) {
        this.cells = cells;
    }

    /**
     * Null when there are none.
     *
     * @param used the positions of cells that are something else in this record
     */
    @Nullable
    Attributes read(Map<String, String> further, Set<Integer> used) {
        for (int position : cells.mapping().attributes()) {
            ColumnReading column = cells.mapping().column(position);
            String value = used.contains(position) ? null : cells.parsed(position, (text, mark) -> text);
            if (value != null && !column.name().isBlank()) {
                put(column, column.name(), value);
            }
        }
        further.forEach((name, value) -> put(null, name, value));
        return values.isEmpty() ? null : Attributes.of(values);
    }

    private void put(@Nullable ColumnReading column, String name, String value) {
        int more = name.length() + value.length();
        if (name.length() > LONGEST_NAME || value.length() > LONGEST_VALUE || chars + more > MOST_CHARS) {
            cells.warn(column, value, "attribute-left-out", MOST_CHARS, LONGEST_VALUE);
            return;
        }
        chars += more;
        values.put(name, value);
    }
}
