package dev.longhaul.shop.file.text;

import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.Headers;
import dev.longhaul.shop.file.record.RecordCollector;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.TextFormat;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a text one by one, in memory that does not depend on the file. What cannot be decoded becomes
 * U+FFFD. A record that repeats the header, as in concatenated files, is skipped and counted. For one thread.
 */
final class RecordReader implements RecordSource {

    private final RecordParser records;
    private final List<String> header;

    /** The header as it stands in the file, empty when the file has none. */
    private final List<String> headerCells;

    private long count;
    private long repeatedHeaders;

    private RecordReader(Reader text, TextFormat format) throws IOException, UnreadableFileException {
        this.records = new RecordParser(text, format);
        if (format.headerLine() == 0) {
            this.headerCells = List.of();
            this.header = Headers.numbered(format.columnCount());
        } else {
            RecordCollector.Collected first = records.next();
            this.headerCells = first == null ? List.of() : first.filled();
            this.header = first == null ? List.of() : Headers.require(first, format.columnCount());
        }
    }

    /**
     * Opens a file and reads its header.
     *
     * @param bytes from the start of the file; closed with the reader
     * @throws UnreadableFileException when the header cannot be one
     */
    static RecordReader open(InputStream bytes, TextFormat format) throws IOException, UnreadableFileException {
        bytes.skipNBytes(format.byteOrderMarkBytes());
        return new RecordReader(
                new InputStreamReader(
                        bytes,
                        format.charset()
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE)),
                format);
    }

    /** Empty when the file has no record at all. */
    @Override
    public List<String> header() {
        return header;
    }

    /** How many records up to here repeated the header. */
    long repeatedHeaders() {
        return repeatedHeaders;
    }

    @Override
    public @Nullable FileRecord next() throws IOException, UnreadableFileException {
        RecordCollector.Collected collected = records.next();
        while (collected != null && repeatsHeader(collected)) {
            repeatedHeaders++;
            collected = records.next();
        }
        if (collected == null) {
            return null;
        }
        count++;
        return new FileRecord(count, collected.line(), cellsOf(collected), faultOf(collected));
    }

    private boolean repeatsHeader(RecordCollector.Collected record) {
        return !headerCells.isEmpty()
                && record.filledCount() == headerCells.size()
                && record.cell(0).equals(headerCells.get(0))
                && record.filled().equals(headerCells);
    }

    // blank cells after the last column say nothing
    private List<String> cellsOf(RecordCollector.Collected record) {
        int said = Math.max(header.size(), record.filledCount());
        return said < record.cells().size() ? record.cells().subList(0, said) : record.cells();
    }

    private @Nullable RecordFault faultOf(RecordCollector.Collected record) {
        if (record.tooLong()) {
            return RecordFault.tooLong();
        }
        if (record.filledCount() <= header.size()) {
            return null;
        }
        boolean cut = record.filledCount() > RecordCollector.MAX_COLUMNS;
        String key = headerCells.isEmpty()
                ? cut ? "too-many-cells.table-cut" : "too-many-cells.table"
                : cut ? "too-many-cells.cut" : "too-many-cells";
        return RecordFault.ofRecord(Reason.of(key, record.filledCount(), header.size(), RecordCollector.MAX_COLUMNS));
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
