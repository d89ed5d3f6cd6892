package dev.longhaul.shop.productimport.file;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a file one after the other, in memory that does not depend on the file. What cannot be decoded
 * becomes U+FFFD. For one thread.
 */
final class RecordReader implements RecordSource {

    /** Longer than any cell that means something; a quote that never ends reaches it. */
    private static final int MAX_FIELD_CHARS = 1 << 20;

    private final CsvReader<RecordCollector.Collected> csv;
    private final CloseableIterator<RecordCollector.Collected> records;
    private final List<String> header;
    private long count;

    private RecordReader(Reader text, TextFormat format) throws IOException, UnreadableFileException {
        this.csv = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .maxBufferSize(MAX_FIELD_CHARS)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(new RecordCollector(), text);
        if (format.headerLine() > 1) {
            csv.skipLines(format.headerLine() - 1);
        }
        this.records = csv.iterator();
        RecordCollector.Collected first = nextCollected();
        this.header = first == null ? List.of() : Headers.require(first);
    }

    /**
     * Opens a file and reads its header.
     *
     * @param bytes from the start of the file; closed with this reader
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

    static RecordReader open(Reader text, TextFormat format) throws IOException, UnreadableFileException {
        return new RecordReader(text, format);
    }

    /** Empty when the file has no record at all. */
    @Override
    public List<String> header() {
        return header;
    }

    @Override
    public @Nullable FileRecord next() throws IOException, UnreadableFileException {
        RecordCollector.Collected collected = nextCollected();
        while (collected != null && isBlank(collected)) {
            collected = nextCollected();
        }
        if (collected == null) {
            return null;
        }
        count++;
        return new FileRecord(count, collected.line(), collected.cells(), faultOf(collected));
    }

    private RecordCollector.@Nullable Collected nextCollected() throws IOException, UnreadableFileException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            throw StructureFault.of(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (NoSuchElementException e) {
            throw new IOException("the file ended between two looks at it", e);
        }
    }

    private @Nullable RecordFault faultOf(RecordCollector.Collected record) {
        if (record.tooLong()) {
            return RecordFault.ofRecord(
                    "record-too-long",
                    "the record has more than " + RecordCollector.MAX_RECORD_CHARS
                            + " characters, only that many are read");
        }
        if (record.fieldCount() <= header.size()) {
            return null;
        }
        boolean extraAreBlank = record
                .cells()
                .subList(header.size(), record.cells().size())
                .stream()
                .allMatch(CellText::isBlank);
        if (extraAreBlank && record.fieldCount() == record.cells().size()) {
            return null;
        }
        return RecordFault.ofRecord(
                "too-many-cells",
                "the record has " + record.fieldCount() + " cells, the header has " + header.size()
                        + "; a text that holds the delimiter must stand in quotes");
    }

    private static boolean isBlank(RecordCollector.Collected record) {
        return !record.tooLong()
                && record.fieldCount() == record.cells().size()
                && record.cells().stream().allMatch(CellText::isBlank);
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
