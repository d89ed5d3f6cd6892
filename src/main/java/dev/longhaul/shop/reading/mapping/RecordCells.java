package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.reading.cell.CellFaultException;
import dev.longhaul.shop.reading.cell.DecimalMark;
import dev.longhaul.shop.reading.cell.KeyText;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.KeyColumns;
import dev.longhaul.shop.reading.column.ProductColumn;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one record by what their columns mean, each checked when requested. A faulty cell is null and noted, so
 * that a record is refused with all its faults at once; a blank cell is null as well.
 */
final class RecordCells {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();
    private static final int FAULTS_NAMED = 5;

    private final ColumnMapping mapping;
    private final FileRecord record;
    private final List<RecordFault> faults = new ArrayList<>(0);
    private final List<RecordFault> warnings = new ArrayList<>(0);

    /** Reads the text of a cell that is not blank. */
    @FunctionalInterface
    interface CellParser<T> {
        @Nullable
        T parse(String text, DecimalMark mark) throws CellFaultException;
    }

    RecordCells(ColumnMapping mapping, FileRecord record) {
        this.mapping = mapping;
        this.record = record;
    }

    ColumnMapping mapping() {
        return mapping;
    }

    long line() {
        return record.line();
    }

    /** The text of a field, unchanged; empty if there is none. */
    String raw(ProductColumn field) {
        return mapping.cell(record, field);
    }

    String raw(int position) {
        return record.cell(position);
    }

    /** Any text, including line breaks. */
    @Nullable
    String text(ProductColumn field, int longest) {
        return parsed(field, (text, mark) -> bounded(text, longest));
    }

    /** A text that identifies something, in the grammar of {@link KeyText}. */
    @Nullable
    String key(ProductColumn field, int longest) {
        boolean joined = field == ProductColumn.SKU && !mapping.keyParts().isEmpty();
        String key = joined ? joinedKey(longest) : parsed(field, (text, mark) -> bounded(KeyText.parse(text), longest));
        return key == null || key.isEmpty() ? null : key;
    }

    /** A key of several cells; null when one of them is blank or faulty. */
    private @Nullable String joinedKey(int longest) {
        List<String> parts = new ArrayList<>();
        for (int position : mapping.keyParts()) {
            String part = parsed(position, (text, mark) -> part(text));
            if (part != null && !part.isEmpty()) {
                parts.add(part);
            }
        }
        boolean whole = parts.size() == mapping.keyParts().size();
        String key = String.join(KeyColumns.BETWEEN, parts);
        return whole
                ? parsed(mapping.column(mapping.keyParts().get(0)), key, (text, mark) -> bounded(text, longest))
                : null;
    }

    private static String part(String text) throws CellFaultException {
        String part = KeyText.parse(text);
        if (part.contains(KeyColumns.BETWEEN)) {
            throw new CellFaultException("key-part-with-bar");
        }
        return part;
    }

    <T> @Nullable T parsed(ProductColumn field, CellParser<T> parser) {
        ColumnReading column = mapping.column(field);
        String text = column == null ? "" : mapping.cell(record, field);
        return column == null || isNone(text) ? null : parsed(column, text, parser);
    }

    <T> @Nullable T parsed(int position, CellParser<T> parser) {
        String text = record.cell(position);
        return isNone(text) ? null : parsed(mapping.column(position), text, parser);
    }

    private <T> @Nullable T parsed(ColumnReading column, String text, CellParser<T> parser) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            requireCharacters(column, text);
            return parser.parse(text, column.decimalMark());
        } catch (CellFaultException e) {
            faults.add(RecordFault.of(e.reason(), column.name(), text));
            return null;
        }
    }

    /** Whether a person has chosen that this cell means no value. */
    boolean clears(ProductColumn field) {
        if (!mapping.has(field)) {
            return false;
        }
        String text = mapping.cell(record, field);
        return isNone(text) || (text.isEmpty() && mapping.choices().blankClears());
    }

    private boolean isNone(String text) {
        return !text.isEmpty()
                && (text.equals(mapping.choices().noneValue())
                        || text.equals(mapping.layout().noneValue()));
    }

    void fault(@Nullable ProductColumn field, String key, Object... arguments) {
        ColumnReading column = field == null ? null : mapping.column(field);
        String value = column == null || field == null ? null : mapping.cell(record, field);
        faults.add(
                RecordFault.of(Reason.of(key, arguments), column == null ? null : column.name(), blankToNull(value)));
    }

    void warn(@Nullable ColumnReading column, @Nullable String value, String key, Object... arguments) {
        warn(column, value, Reason.of(key, arguments));
    }

    void warn(@Nullable ColumnReading column, @Nullable String value, Reason reason) {
        warnings.add(RecordFault.of(reason, column == null ? null : column.name(), blankToNull(value)));
    }

    private static @Nullable String blankToNull(@Nullable String value) {
        return value == null || value.isEmpty() ? null : value;
    }

    List<RecordFault> warnings() {
        return warnings;
    }

    /** All faults as one, which names the first cell; null when there is none. */
    @Nullable
    RecordFault fault() {
        if (faults.size() < 2) {
            return faults.isEmpty() ? null : faults.get(0);
        }
        RecordFault first = faults.get(0);
        return first.with(faults.subList(1, Math.min(faults.size(), FAULTS_NAMED)));
    }

    static String bounded(String text, int longest) throws CellFaultException {
        if (text.length() > longest) {
            throw new CellFaultException("text-too-long", text.length(), longest);
        }
        return text;
    }

    private void requireCharacters(ColumnReading column, String text) throws CellFaultException {
        KeyText.requireNoError(text);
        boolean damaged = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            damaged |= c == '\uFFFD';
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                throw new CellFaultException("control-character", HEX.toHexDigits(c));
            }
        }
        if (damaged) {
            warn(column, text, "damaged-characters");
        }
    }
}
