package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.reading.cell.DecimalMark;
import dev.longhaul.shop.reading.cell.KeyText;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.KeyColumns;
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

    /** The columns that together are the SKU; none when one is. */
    private final List<Integer> keyParts;

    public ColumnMapping(Layout layout, List<ColumnReading> columns, ReadingChoices choices) {
        this.layout = layout;
        this.columns = List.copyOf(columns);
        this.choices = choices;
        for (int i = 0; i < columns.size(); i++) {
            add(columns.get(i), i);
        }
        String key = choices.key();
        List<Integer> parts = key == null
                ? List.of()
                : KeyColumns.positions(
                        key, columns.stream().map(ColumnReading::name).toList());
        this.keyParts = parts.size() > 1 ? parts : List.of();
        if (!keyParts.isEmpty()) {
            positions.put(ProductColumn.SKU, keyParts.get(0));
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
        if (field == ProductColumn.SKU && !keyParts.isEmpty()) {
            return key(record);
        }
        Integer position = positions.get(field);
        return position == null ? "" : record.cell(position);
    }

    /** Empty if one of its parts is. */
    private String key(FileRecord record) {
        StringBuilder key = new StringBuilder();
        for (int position : keyParts) {
            String part = KeyText.clean(record.cell(position));
            if (part.isEmpty()) {
                return "";
            }
            key.append(key.isEmpty() ? "" : KeyColumns.BETWEEN).append(part);
        }
        return key.toString();
    }

    /** The columns that together are the SKU, none when one column or no column is. */
    List<Integer> keyParts() {
        return keyParts;
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
