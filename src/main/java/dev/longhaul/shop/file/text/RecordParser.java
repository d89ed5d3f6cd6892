package dev.longhaul.shop.file.text;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.longhaul.shop.file.record.RecordCollector;
import dev.longhaul.shop.file.record.StructureFault;
import dev.longhaul.shop.file.record.TextFormat;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Splits a text into records that are not blank, from a line on. For one thread. */
final class RecordParser implements Closeable {

    /** Longer than any meaningful cell; a quote that never ends reaches it. */
    private static final int MAX_FIELD_CHARS = 1 << 20;

    /**
     * If quotes are ordinary characters, the parser gets this one, which no text contains: Unicode calls it a
     * noncharacter.
     */
    private static final char NO_QUOTE = '\uFFFF';

    private final CsvReader<RecordCollector.Collected> csv;
    private final CloseableIterator<RecordCollector.Collected> records;

    RecordParser(Reader text, TextFormat format) throws IOException, UnreadableFileException {
        this.csv = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .quoteCharacter(format.quoted() ? '"' : NO_QUOTE)
                .trimWhitespacesAroundQuotes(format.quoted())
                .maxBufferSize(MAX_FIELD_CHARS)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .build(new RecordCollector(), text);
        try {
            csv.skipLines(format.skippedLines());
        } catch (CsvParseException e) {
            throw StructureFault.of(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        this.records = csv.iterator();
    }

    /**
     * The next record with a cell that is not blank, null at the end of the text.
     *
     * @throws UnreadableFileException when the text cannot be split on from here
     */
    RecordCollector.@Nullable Collected next() throws IOException, UnreadableFileException {
        try {
            while (records.hasNext()) {
                RecordCollector.Collected record = records.next();
                if (record.filledCount() > 0) {
                    return record;
                }
            }
            return null;
        } catch (CsvParseException e) {
            throw StructureFault.of(e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (NoSuchElementException e) {
            throw new IOException("the file ended between two looks at it", e);
        }
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
