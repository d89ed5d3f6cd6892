package dev.longhaul.shop.reading;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.mapping.MappedRecord;
import dev.longhaul.shop.reading.mapping.RecordMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a record costs when its file is checked, without the database, beside splitting the same bytes with FastCSV
 * alone; and the heap that this needs. Fails when a record is lost or the heap is too small.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx128m")
public class ReadingBenchmark {

    private static final int RECORDS = 1_000_000;
    private static final int FEW_RECORDS = 100_000;
    private static final int ROWS = 500_000;

    /** By which the heap may grow for each record: its hashes, by which a repeated key is noticed. */
    private static final int BYTES_A_RECORD = 48;

    private static final long MARGIN = 4L << 20;

    /** A file of a million records. */
    @State(Scope.Benchmark)
    public static class Table {

        private Path file = Path.of("");

        @Setup(Level.Trial)
        public void write() throws IOException {
            file = GeneratedFiles.csv(RECORDS);
        }

        @TearDown(Level.Trial)
        public void delete() throws IOException {
            Files.delete(file);
        }
    }

    /** A workbook as a spreadsheet writes it, each text once. */
    @State(Scope.Benchmark)
    public static class Workbook {

        private Path file = Path.of("");

        @Setup(Level.Trial)
        public void write() throws IOException {
            file = GeneratedFiles.workbook(ROWS);
        }

        @TearDown(Level.Trial)
        public void delete() throws IOException {
            Files.delete(file);
        }
    }

    /** The heap in use after a collection, in KiB. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Heap {
        public long examinedFew;
        public long examinedAll;
        public long mappedFew;
        public long mappedAll;
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long fastCsvAlone(Table table) throws IOException {
        long chars = 0;
        long records = -1;
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(table.file)) {
            for (CsvRecord record : csv) {
                chars += record.getField(0).length();
                records++;
            }
        }
        requireCount(records, RECORDS);
        return chars;
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public FileReading examine(Table table) throws IOException, UnreadableFileException {
        return examined(table.file, RECORDS);
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public FileReading examineAndMap(Table table) throws IOException, UnreadableFileException {
        return checked(table.file, RECORDS);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    @Fork(value = 1, jvmArgsAppend = "-Xmx256m")
    public FileReading workbook(Workbook workbook) throws IOException, UnreadableFileException {
        return checked(workbook.file, ROWS);
    }

    @Benchmark
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public void heap(Table table, Heap heap) throws IOException, UnreadableFileException {
        FileReading reading = FileReading.examine(
                new WatchedLines(Files.newInputStream(table.file), line -> {
                    if (line == FEW_RECORDS) {
                        heap.examinedFew = used();
                    } else if (line == RECORDS) {
                        heap.examinedAll = used();
                    }
                }),
                ReadingChoices.NONE);
        map(table.file, reading, RECORDS, record -> {
            if (record == FEW_RECORDS) {
                heap.mappedFew = used();
            } else if (record == RECORDS) {
                heap.mappedAll = used();
            }
        });
        requireGrowth(heap.examinedAll - heap.examinedFew, MARGIN);
        requireGrowth(heap.mappedAll - heap.mappedFew, (long) BYTES_A_RECORD * (RECORDS - FEW_RECORDS) + MARGIN);
    }

    private static FileReading checked(Path file, int records) throws IOException, UnreadableFileException {
        FileReading reading = examined(file, records);
        map(file, reading, records, record -> {});
        return reading;
    }

    private static FileReading examined(Path file, int records) throws IOException, UnreadableFileException {
        try (InputStream bytes = Files.newInputStream(file)) {
            FileReading reading = FileReading.examine(bytes, ReadingChoices.NONE);
            requireCount(reading.recordCount(), records);
            return reading;
        }
    }

    private static void map(Path file, FileReading reading, int records, LongConsumer eachRecord)
            throws IOException, UnreadableFileException {
        RecordMapper mapper = reading.mapper(() -> opened(file), "EUR");
        long valid = 0;
        try (RecordSource source = RecordFile.open(Files.newInputStream(file), reading.format())) {
            for (FileRecord record = source.next(); record != null; record = source.next()) {
                if (mapper.map(record) instanceof MappedRecord.Valid) {
                    eachRecord.accept(++valid);
                }
            }
        }
        requireCount(valid, records);
    }

    private static InputStream opened(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 10;
    }

    private static void requireCount(long found, long expected) {
        if (found != expected) {
            throw new IllegalStateException(found + " of " + expected + " records");
        }
    }

    private static void requireGrowth(long kibibytes, long bytes) {
        if (kibibytes > bytes >> 10) {
            throw new IllegalStateException("the heap has grown by " + kibibytes + " KiB");
        }
    }
}
