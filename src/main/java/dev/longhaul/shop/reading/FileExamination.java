package dev.longhaul.shop.reading;

import dev.longhaul.shop.file.record.FileFormat;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.Headers;
import dev.longhaul.shop.file.record.RecordVisitor;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.reading.cell.DecimalMark;
import dev.longhaul.shop.reading.column.ColumnChooser;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.ColumnStatistics;
import dev.longhaul.shop.reading.column.KeyColumns;
import dev.longhaul.shop.reading.column.Layout;
import dev.longhaul.shop.reading.column.ProductColumn;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.column.UnsafeKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Collects, while a file is read to its end, what its cells say about its columns. Used once, by one thread. */
final class FileExamination implements RecordVisitor {

    /** Columns beyond this number are never offered as a key. */
    private static final int COLUMNS_COMPARED = 30;

    private static final int KEYS_NAMED = 5;

    private final ReadingChoices choices;
    private final List<ColumnStatistics> statistics = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private boolean hasKey;

    FileExamination(ReadingChoices choices) {
        this.choices = choices;
    }

    @Override
    public void header(List<String> header) {
        hasKey = choices.key() != null || ColumnChooser.namesAKey(header);
    }

    @Override
    public void record(FileRecord record) {
        int cells = record.cells().size();
        while (statistics.size() < cells) {
            statistics.add(new ColumnStatistics(!hasKey && statistics.size() < COLUMNS_COMPARED));
        }
        for (int i = 0; i < statistics.size(); i++) {
            statistics.get(i).see(record.cell(i), record.line());
        }
    }

    /** What the whole file says. It is refused when no column is known, or none identifies a record's product. */
    Examined examined(FileFormat format) {
        List<String> header = format.header();
        List<ColumnReading> columns;
        try {
            columns = new ArrayList<>(ColumnChooser.choose(header, choices));
        } catch (UnreadableFileException refusal) {
            List<ColumnReading> unknown = header.stream()
                    .map(name -> ColumnReading.attribute(name, null))
                    .toList();
            return new Examined(reading(format, unknown), refusal);
        }
        boolean writtenByPrograms = format.kind() != FileFormat.Kind.TEXT;
        for (int i = 0; i < columns.size(); i++) {
            ColumnReading column = corrected(columns.get(i), i);
            boolean open = column.column() != null && column.decimalMark() == DecimalMark.UNKNOWN;
            // a number in JSON, a feed or a workbook has a decimal point in every language
            columns.set(i, open && writtenByPrograms ? column.with(DecimalMark.POINT) : column);
        }
        return new Examined(reading(format, columns), missingKey(header, columns, format.recordCount()));
    }

    private FileReading reading(FileFormat format, List<ColumnReading> columns) {
        return new FileReading(format, Layout.of(format.header()), columns, choices, notes, unsafeKeys(columns));
    }

    private List<UnsafeKeys> unsafeKeys(List<ColumnReading> columns) {
        List<ProductColumn> fields = columns.stream()
                .map(ColumnReading::column)
                .filter(Objects::nonNull)
                .toList();
        boolean hasOptions = fields.contains(ProductColumn.OPTION1_VALUE) || fields.contains(ProductColumn.AXIS);
        List<Integer> keyParts = keyParts(columns);
        long keys = fields.stream().filter(ProductColumn::isKey).count() + (keyParts.isEmpty() ? 0 : 1);
        boolean isOnlyKey = keys == 1;
        List<UnsafeKeys> unsafe = new ArrayList<>();
        for (int i = 0; i < Math.min(columns.size(), statistics.size()); i++) {
            ProductColumn field = columns.get(i).column();
            boolean isPart = keyParts.contains(i);
            if (isPart || (field != null && field.isKey())) {
                // below its product's record, a blank handle means the same product
                boolean blankIsNoKey = isOnlyKey && !(field == ProductColumn.HANDLE && hasOptions);
                unsafe.addAll(statistics.get(i).unsafeKeys(columns.get(i).name(), blankIsNoKey));
            }
        }
        return unsafe;
    }

    /** The columns that together are the key, none when one is. */
    private List<Integer> keyParts(List<ColumnReading> columns) {
        String key = choices.key();
        List<Integer> positions = key == null
                ? List.of()
                : KeyColumns.positions(
                        key, columns.stream().map(ColumnReading::name).toList());
        return positions.size() > 1 ? positions : List.of();
    }

    private ColumnReading corrected(ColumnReading column, int position) {
        ColumnStatistics cells = position < statistics.size() ? statistics.get(position) : new ColumnStatistics(false);
        ProductColumn field = column.column();
        if (field == null) {
            return suggested(column, cells);
        }
        boolean chosen = column.reason() != null;
        if (field == ProductColumn.QUANTITY && !chosen && cells.firstWithUnit() != null) {
            return ColumnReading.unsure(
                    column.name(),
                    ProductColumn.QUANTITY,
                    "its values carry units, such as " + cells.firstWithUnit() + ", so it is not taken as stock");
        }
        return field.isNumber() ? column.with(decimalMark(column, cells)) : column;
    }

    private DecimalMark decimalMark(ColumnReading column, ColumnStatistics cells) {
        if (choices.decimalMark() != DecimalMark.UNKNOWN) {
            return choices.decimalMark();
        }
        String contradiction = cells.contradiction();
        if (contradiction != null) {
            notes.add(new Note(
                    "decimal-marks-differ",
                    "Column " + Headers.shortened(column.name()) + " writes its decimals in two ways, such as "
                            + contradiction
                            + "; each number is read on its own, and an ambiguous one is refused."));
        }
        boolean whole = column.column() == ProductColumn.QUANTITY || column.column() == ProductColumn.LOCATION_QUANTITY;
        return whole ? cells.decimalMarkOfWholeNumbers() : cells.decimalMark();
    }

    private ColumnReading suggested(ColumnReading column, ColumnStatistics cells) {
        boolean open = column.use() == ColumnReading.Use.ATTRIBUTE && column.reason() == null;
        if (open && cells.isMostlyTradeItemNumbers()) {
            return ColumnReading.unsure(
                    column.name(), ProductColumn.BARCODE, "its values are trade item numbers (GTIN)");
        }
        if (open && cells.isMostlyAddresses()) {
            return ColumnReading.unsure(column.name(), ProductColumn.IMAGE, "its values are web addresses");
        }
        return column;
    }

    private @Nullable UnreadableFileException missingKey(
            List<String> header, List<ColumnReading> columns, long recordCount) {
        boolean found = choices.key() != null
                || columns.stream().map(ColumnReading::column).anyMatch(field -> field != null && field.isKey());
        if (found) {
            return null;
        }
        List<String> unique = new ArrayList<>();
        for (int i = 0; i < Math.min(header.size(), statistics.size()); i++) {
            if (statistics.get(i).isUniqueIn(recordCount)) {
                unique.add(header.get(i));
            }
        }
        boolean known = columns.stream().anyMatch(column -> column.column() != null);
        return UnreadableFileException.ofStructure(
                known ? "no-key-column" : "no-known-column",
                (known
                                ? "the header has no column that says which product a record means, only "
                                : "the header has no column that is known, only ")
                        + Headers.named(header)
                        + (known
                                ? "; a column with the handle (handle, slug) or the SKU (sku, product_number) is needed"
                                : "; known are handle or slug, SKU, title or name, price, quantity and others")
                        + offered(unique));
    }

    private static String offered(List<String> unique) {
        if (unique.isEmpty()) {
            return "";
        }
        String names = unique.stream().limit(KEYS_NAMED).map(Headers::shortened).collect(Collectors.joining(", "));
        return unique.size() == 1
                ? "; only " + names + " is filled in each record and different in each: it can be chosen as the key"
                : "; " + names
                        + " are filled in each record and different in each: one of them can be chosen as the key";
    }
}
