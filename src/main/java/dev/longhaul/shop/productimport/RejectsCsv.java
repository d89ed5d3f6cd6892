package dev.longhaul.shop.productimport;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.catalog.SpreadsheetText;
import dev.longhaul.shop.file.record.RejectColumns;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes rejected records so that a person can correct them in a spreadsheet and send the file again: the original
 * columns followed by {@link RejectColumns}, which are the cells beyond the header, the number, the line, the code and
 * the message. If a file of rejects is sent again, these columns are replaced.
 *
 * <p>Text that a spreadsheet would run as a formula is guarded by {@link SpreadsheetText}; an import removes the guard.
 */
final class RejectsCsv implements AutoCloseable {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final CsvWriter csv;
    private final int headerSize;
    private final int columnCount;
    private final Locale language;
    private final boolean ofRetry;

    /**
     * Writes the header.
     *
     * @param language of the messages
     * @param ofRetry whether these are the rejects of a retry, whose file has the record numbers of the first import
     */
    RejectsCsv(OutputStream output, List<String> header, Locale language, boolean ofRetry) throws IOException {
        Writer writer = new OutputStreamWriter(output, StandardCharsets.UTF_8);
        // without it spreadsheets assume the encoding of their country
        writer.write(BYTE_ORDER_MARK);
        this.csv = CsvWriter.builder().build(writer);
        this.language = language;
        this.ofRetry = ofRetry;
        this.headerSize = header.size();
        this.columnCount = RejectColumns.columnsBefore(header);
        write(header.subList(0, columnCount), RejectColumns.NAMES);
    }

    void write(RejectedRecord record) {
        Reject reject = record.reject();
        List<String> own =
                record.cells().subList(0, Math.min(columnCount, record.cells().size()));
        String surplus = surplus(record.cells());
        if (surplus.isEmpty() && Retries.INCOMPLETE.contains(reject.fault().code())) {
            // as long as it stands there, a retry rejects the record instead of importing a part of it
            surplus = Reason.text(language, "left.incomplete");
        }
        write(
                own,
                List.of(
                        surplus,
                        number(record),
                        Long.toString(reject.line()),
                        reject.fault().code(),
                        reject.fault().message(language)));
    }

    private String number(RejectedRecord record) {
        int position = columnCount + RejectColumns.NAMES.indexOf(RejectColumns.RECORD);
        return ofRetry && position < record.cells().size()
                ? record.cells().get(position)
                : Long.toString(record.reject().record());
    }

    /** Hands over what was written so far. */
    void flush() throws IOException {
        csv.flush();
    }

    private void write(List<String> cells, List<String> behind) {
        List<String> row = new ArrayList<>(columnCount + behind.size());
        row.addAll(cells);
        while (row.size() < columnCount) {
            row.add("");
        }
        row.addAll(behind);
        csv.writeRecord(SpreadsheetText.guarded(row));
    }

    /** The cells without a column, as a line of CSV, so that one with a comma can be told from two. */
    private String surplus(List<String> cells) {
        List<String> surplus = new ArrayList<>();
        boolean sentAgain = columnCount < headerSize && columnCount < cells.size();
        if (sentAgain && !cells.get(columnCount).isEmpty()) {
            surplus.add(cells.get(columnCount));
        }
        surplus.addAll(cells.subList(Math.min(headerSize, cells.size()), cells.size()));
        if (surplus.isEmpty()) {
            return "";
        }
        StringWriter line = new StringWriter();
        CsvWriter.builder()
                .lineDelimiter(LineDelimiter.LF)
                .bufferSize(0)
                .build(line)
                .writeRecord(surplus);
        return line.getBuffer().substring(0, line.getBuffer().length() - 1);
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
