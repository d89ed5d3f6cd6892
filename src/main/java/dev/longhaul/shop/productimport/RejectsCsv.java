package dev.longhaul.shop.productimport;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.longhaul.shop.catalog.SpreadsheetText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rejected records so that a person can mend them in a spreadsheet and send the file again: the original
 * columns, and behind them the line, the code and the message.
 *
 * <p>Text that a spreadsheet would run as a formula is guarded by {@link SpreadsheetText}; an import takes the guard
 * off.
 */
final class RejectsCsv implements AutoCloseable {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final CsvWriter csv;
    private final int columnCount;

    RejectsCsv(OutputStream output, List<String> header) throws IOException {
        Writer writer = new OutputStreamWriter(output, StandardCharsets.UTF_8);
        // spreadsheets take a file without it for the encoding of their country
        writer.write(BYTE_ORDER_MARK);
        this.csv = CsvWriter.builder().build(writer);
        this.columnCount = header.size();
        write(header, "line", "code", "message");
    }

    void write(RejectedRecord record) {
        Reject reject = record.reject();
        write(record.cells(), Long.toString(reject.line()), reject.code(), reject.message());
    }

    private void write(List<String> cells, String line, String code, String message) {
        List<String> row = new ArrayList<>(columnCount + 3);
        row.addAll(cells);
        while (row.size() < columnCount) {
            row.add("");
        }
        row.add(line);
        row.add(code);
        row.add(message);
        csv.writeRecord(SpreadsheetText.guarded(row));
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
