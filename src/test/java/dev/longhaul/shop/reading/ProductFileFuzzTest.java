package dev.longhaul.shop.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.mapping.RecordMapper;
import dev.longhaul.testing.FuzzSeeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a file: it is refused with its reason, or both readings of it find the same records. */
public class ProductFileFuzzTest {

    static Stream<byte[]> seeds() throws IOException {
        return FuzzSeeds.of(ProductFileFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_file_is_read_or_refused(byte[] input) throws IOException {
        fuzzerTestOneInput(input);
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        FileReading reading;
        try {
            reading = FileReading.examine(new ByteArrayInputStream(input), ReadingChoices.NONE);
        } catch (UnreadableFileException refused) {
            assertThat(refused.code()).isNotBlank();
            return;
        }
        try {
            assertThat(recordCount(input, reading)).isEqualTo(reading.recordCount());
        } catch (UnreadableFileException e) {
            throw new AssertionError("accepted, then refused", e);
        }
    }

    private static long recordCount(byte[] input, FileReading reading) throws IOException, UnreadableFileException {
        RecordMapper mapper = reading.mapper(() -> new ByteArrayInputStream(input), "EUR");
        long count = 0;
        try (RecordSource records = RecordFile.open(new ByteArrayInputStream(input), reading.format())) {
            for (FileRecord record = records.next(); record != null; record = records.next()) {
                mapper.map(record);
                count++;
            }
        }
        return count;
    }
}
