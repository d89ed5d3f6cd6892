package dev.longhaul.shop.file.record;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import dev.longhaul.shop.catalog.SpreadsheetText;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the fields of a record from the parser one by one, without the guards of {@link SpreadsheetText}, and stops
 * keeping them at its limits.
 */
public final class RecordCollector extends CsvCallbackHandler<RecordCollector.Collected> {

    /** More than any shop's export has; a spreadsheet can show 16,384. */
    public static final int MAX_COLUMNS = 1000;

    /**
     * Limits a rejected record so that it can be kept whole: escaped as JSON, six characters for one, it fits a text
     * column.
     */
    public static final int MAX_RECORD_CHARS = 160_000;

    private List<String> cells = new ArrayList<>();
    private long line;
    private int fieldCount;
    private int filledCount;
    private int charCount;
    private RecordType type = RecordType.DATA;

    /**
     * A record's cells within the bounds.
     *
     * @param fieldCount how many fields there were
     * @param filledCount how many there were up to the last one that is not blank
     * @param tooLong some of their text was left out
     */
    public record Collected(long line, List<String> cells, int fieldCount, int filledCount, boolean tooLong) {

        /** The text of a cell without surrounding blanks; empty if there is no such cell. */
        public String cell(int index) {
            return index < cells.size() ? CellText.trimmed(cells.get(index)) : "";
        }

        /** The cells up to the last one that is not blank, without surrounding blanks. */
        public List<String> filled() {
            return cells.subList(0, Math.min(filledCount, cells.size())).stream()
                    .map(CellText::trimmed)
                    .toList();
        }
    }

    @Override
    protected RecordType getRecordType() {
        return type;
    }

    @Override
    protected int getFieldCount() {
        return fieldCount;
    }

    @Override
    protected void beginRecord(long startingLineNumber) {
        line = startingLineNumber;
        cells = new ArrayList<>(cells.size());
        fieldCount = 0;
        filledCount = 0;
        charCount = 0;
        type = RecordType.DATA;
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
        fieldCount++;
        charCount = Math.min(charCount, MAX_RECORD_CHARS) + length;
        if (!CellText.isBlank(buffer, offset, length)) {
            filledCount = fieldCount;
        }
        if (charCount <= MAX_RECORD_CHARS && fieldCount <= MAX_COLUMNS) {
            cells.add(length == 0 ? "" : SpreadsheetText.unguarded(new String(buffer, offset, length)));
        }
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
        throw new IllegalStateException("comments are not read as such");
    }

    @Override
    protected void setEmpty() {
        type = RecordType.EMPTY;
    }

    @Override
    protected Collected buildRecord() {
        return new Collected(line, cells, fieldCount, filledCount, charCount > MAX_RECORD_CHARS);
    }
}
