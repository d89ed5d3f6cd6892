package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.reading.cell.DecimalMark;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.Layout;
import dev.longhaul.shop.reading.column.ProductColumn;
import dev.longhaul.shop.reading.column.ReadingChoices;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where in a record each field is. Immutable. */
public final class ColumnMapping {

    private final Layout layout;
    private final List<ColumnReading> columns;
    private final ReadingChoices choices;
    private final Map<ProductColumn, Integer> positions = new EnumMap<>(ProductColumn.class);
    private final List<Integer> prices = new ArrayList<>();
    private final Map<ProductColumn, List<Integer>> repeated = new EnumMap<>(ProductColumn.class);
    private final List<Integer> attributes = new ArrayList<>();

    public ColumnMapping(Layout layout, List<ColumnReading> columns, ReadingChoices choices) {
        this.layout = layout;
        this.columns = List.copyOf(columns);
        this.choices = choices;
        for (int i = 0; i < columns.size(); i++) {
            add(columns.get(i), i);
        }
    }

    private void add(ColumnReading column, int position) {
        ProductColumn field = column.column();
        if (field == null) {
            if (column.use() != ColumnReading.Use.IGNORED) {
                attributes.add(position);
            }
        } else if (column.currency() != null) {
            prices.add(position);
        } else if (field.isRepeatable()) {
            repeated.computeIfAbsent(field, first -> new ArrayList<>()).add(position);
        } else {
            positions.put(field, position);
        }
    }

    Layout layout() {
        return layout;
    }

    ReadingChoices choices() {
        return choices;
    }

    boolean has(ProductColumn field) {
        return positions.containsKey(field);
    }

    /** The text of a field in a record without surrounding blanks; empty if the file or the record has none. */
    String cell(FileRecord record, ProductColumn field) {
        Integer position = positions.get(field);
        return position == null ? "" : record.cell(position);
    }

    /** The column of a field, null where the file does not have it. */
    @Nullable
    ColumnReading column(ProductColumn field) {
        Integer position = positions.get(field);
        return position == null ? null : column(position);
    }

    ColumnReading column(int position) {
        return columns.get(position);
    }

    DecimalMark decimalMark(ProductColumn field) {
        ColumnReading column = column(field);
        return column == null ? DecimalMark.UNKNOWN : column.decimalMark();
    }

    /** The price columns whose name gives their currency. */
    List<Integer> prices() {
        return prices;
    }

    /** The columns of a field that several may carry, in their order. */
    List<Integer> positions(ProductColumn field) {
        return repeated.getOrDefault(field, List.of());
    }

    List<Integer> attributes() {
        return attributes;
    }

    /**
     * Whether several records can be about one product, each with some of its pictures; our exports repeat all of them.
     */
    boolean hasProductsOfSeveralRecords() {
        boolean options = has(ProductColumn.OPTION1_VALUE) || has(ProductColumn.OPTION_VALUES);
        return !has(ProductColumn.PRODUCT_ATTRIBUTES)
                && has(ProductColumn.HANDLE)
                && (options || has(ProductColumn.IMAGE_POSITION));
    }
}
