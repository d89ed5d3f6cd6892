package dev.longhaul.shop.reading;

import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.FileFormat;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.Headers;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.RecordVisitor;
import dev.longhaul.shop.file.record.RejectColumns;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.reading.column.ColumnChooser;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.Layout;
import dev.longhaul.shop.reading.column.ProductColumn;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.column.UnsafeKeys;
import dev.longhaul.shop.reading.mapping.ColumnMapping;
import dev.longhaul.shop.reading.mapping.Families;
import dev.longhaul.shop.reading.mapping.RecordMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How a file is read: determined when it arrived, stored with it as JSON, and the same for every later reader.
 *
 * @param format how its bytes become records
 * @param layout whose export it is
 * @param columns what each of its columns became, in their order
 * @param choices what a person decided
 * @param notes what a person should know about the file as a whole
 * @param unsafeKeys which of its records will be rejected because their key cannot be trusted
 */
public record FileReading(
        FileFormat format,
        Layout layout,
        List<ColumnReading> columns,
        ReadingChoices choices,
        List<Note> notes,
        List<UnsafeKeys> unsafeKeys) {

    /** Names of columns that are numbers or unknown would otherwise not be taken for a header. */
    private static final FileChoices HEADER_FIRST = new FileChoices(null, null, 1, null, null);

    private static final RecordVisitor IGNORING = new RecordVisitor() {
        @Override
        public void header(List<String> header) {}

        @Override
        public void record(FileRecord record) {}
    };

    public FileReading {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
        unsafeKeys = List.copyOf(unsafeKeys);
    }

    /**
     * Reads a whole file once, as an import would, in memory that does not depend on its length.
     *
     * @throws UnreadableFileException when it cannot be imported: empty, without a record, binary, without a known
     *     column, broken in its structure
     * @throws IOException of the stream
     */
    public static FileReading examine(InputStream bytes, ReadingChoices choices)
            throws IOException, UnreadableFileException {
        Examined examined = look(bytes, choices);
        if (examined.refusal() != null) {
            throw examined.refusal();
        }
        return Objects.requireNonNull(examined.reading());
    }

    /**
     * Like {@link #examine}, but tells what was seen even if the file cannot be imported: a person may then choose how
     * it is to be read.
     *
     * @throws IOException of the stream
     */
    public static Examined look(InputStream bytes, ReadingChoices choices) throws IOException {
        FileExamination examination = new FileExamination(choices);
        try {
            FileFormat format = RecordFile.examine(bytes, choices.file(), ColumnChooser::knownCount, examination);
            return examination.examined(format);
        } catch (UnreadableFileException unreadable) {
            return new Examined(null, unreadable);
        }
    }

    /**
     * Reads a whole file of rejects of a file that is read like this: its records mean what they meant there, whatever
     * they would mean in a file of their own.
     *
     * @throws IOException of the stream
     */
    public Examined lookAtRejects(InputStream bytes) throws IOException {
        int own = RejectColumns.columnsBefore(header());
        List<String> expected = Stream.concat(header().subList(0, own).stream(), RejectColumns.NAMES.stream())
                .toList();
        try {
            FileFormat format = RecordFile.examine(bytes, HEADER_FIRST, ColumnChooser::knownCount, IGNORING);
            if (!format.header().equals(expected)) {
                throw UnreadableFileException.ofStructure(
                        "not-the-rejects",
                        "the columns are not those of the rejects of this import, which are " + Headers.named(expected)
                                + "; download the rejects again, and change nothing but their cells");
            }
            List<ColumnReading> read = new ArrayList<>(columns.subList(0, own));
            RejectColumns.NAMES.forEach(name -> read.add(ColumnReading.ofReject(name)));
            return new Examined(new FileReading(format, layout, read, choices, List.of(), List.of()), null);
        } catch (UnreadableFileException unreadable) {
            return new Examined(null, unreadable);
        }
    }

    /**
     * How its records are mapped, from the first to the last.
     *
     * @param bytes opens the file at its start; the file is read once more if its records refer to each other
     * @param defaultCurrency of prices for which neither the file nor a person names one
     */
    public RecordMapper mapper(Supplier<InputStream> bytes, String defaultCurrency)
            throws IOException, UnreadableFileException {
        return mapper(bytes, defaultCurrency, Clock.systemUTC().instant());
    }

    /**
     * How the records of a file of rejects are mapped, whose reading {@link #lookAtRejects} has made. The mapper must
     * be shown the records of the first file that stand before each.
     *
     * @param first how the file is read whose rejects they are
     * @param bytes opens that file at its start
     */
    public RecordMapper mapperOfRejects(FileReading first, Supplier<InputStream> bytes, String defaultCurrency)
            throws IOException, UnreadableFileException {
        return mapper(first.format, bytes, defaultCurrency, Clock.systemUTC().instant());
    }

    /** Like {@link #mapper(Supplier, String)}, at a given time: it decides which sale prices are paid. */
    RecordMapper mapper(Supplier<InputStream> bytes, String defaultCurrency, Instant now)
            throws IOException, UnreadableFileException {
        return mapper(format, bytes, defaultCurrency, now);
    }

    /** @param ofFamilies the format of the file whose records refer to each other */
    private RecordMapper mapper(FileFormat ofFamilies, Supplier<InputStream> bytes, String defaultCurrency, Instant now)
            throws IOException, UnreadableFileException {
        ColumnMapping mapping = new ColumnMapping(layout, columns, choices);
        if (!Families.areIn(mapping)) {
            return new RecordMapper(mapping, Families.NONE, defaultCurrency, now);
        }
        try (RecordSource records = RecordFile.open(bytes.get(), ofFamilies)) {
            return new RecordMapper(mapping, Families.of(records, mapping), defaultCurrency, now);
        }
    }

    /** Whether it has prices for which neither their columns' names nor a currency column gives the currency. */
    public boolean hasPricesWithoutCurrency() {
        boolean named = columns.stream().anyMatch(column -> column.column() == ProductColumn.CURRENCY);
        return !named
                && columns.stream()
                        .anyMatch(column -> column.column() == ProductColumn.PRICE && column.currency() == null);
    }

    /** The names of the columns as they stand in the file. */
    public List<String> header() {
        return format.header();
    }

    public long recordCount() {
        return format.recordCount();
    }
}
