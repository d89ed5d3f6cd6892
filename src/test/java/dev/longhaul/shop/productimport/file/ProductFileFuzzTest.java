package dev.longhaul.shop.productimport.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.FuzzSeeds;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
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
        FileShape shape;
        try {
            shape = ProductFile.examine(new ByteArrayInputStream(input));
        } catch (UnreadableFileException refused) {
            assertThat(refused.code()).isNotBlank();
            return;
        }
        try {
            assertThat(recordCount(input, shape.header())).isEqualTo(shape.recordCount());
        } catch (UnreadableFileException e) {
            throw new AssertionError("accepted, then refused", e);
        }
    }

    private static long recordCount(byte[] input, List<String> header) throws IOException, UnreadableFileException {
        TextFormat format = ProductFile.recognise(new ByteArrayInputStream(input));
        RecordMapper mapper = new RecordMapper(ColumnMapping.of(header), "EUR");
        long count = 0;
        try (RecordReader reader = RecordReader.open(new ByteArrayInputStream(input), format)) {
            for (FileRecord record = reader.next(); record != null; record = reader.next()) {
                mapper.map(record);
                count++;
            }
        }
        return count;
    }
}
