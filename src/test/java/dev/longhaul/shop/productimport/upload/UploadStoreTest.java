package dev.longhaul.shop.productimport.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import dev.longhaul.settings.DataSize;
import dev.longhaul.shop.productimport.TestImports;
import dev.longhaul.shop.reading.FileReading;
import dev.longhaul.shop.reading.TestReadings;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import jakarta.json.bind.JsonbBuilder;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the store of uploads promises on every database. */
@ParameterizedClass(name = "{0}")
@MethodSource("databases")
class UploadStoreTest {

    private static final DataSize PLENTY = DataSize.ofMebibytes(10);
    private static final RunId RUN =
            RunId.parse("00000000-0000-4000-8000-000000000001").orElseThrow();

    private static final FileReading READING = TestReadings.of(List.of("sku", "na,\"me"), 1);

    private final Database database;
    private UploadStore uploads;

    UploadStoreTest(Database database) {
        this.database = database;
    }

    static Stream<Arguments> databases() {
        return DatabaseKind.each(TestImports.SCHEMA);
    }

    @BeforeEach
    void emptyTables() {
        Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM upload_part"));
        Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM upload"));
        uploads = new UploadStore(database, JsonbBuilder.create(), UploadQuotas.NONE);
    }

    @Test
    void what_was_read_through_is_stored_to_the_last_byte_whatever_the_reads_were() throws IOException {
        byte[] bytes = new byte[UploadStore.PART_BYTES * 2 + 12_345];
        new Random(7).nextBytes(bytes);
        UUID id = uploads.begin("a.csv", "anna");

        StoringInputStream stream = new StoringInputStream(new ByteArrayInputStream(bytes), uploads, id, PLENTY);
        assertThat(stream.read()).isEqualTo(bytes[0] & 0xFF);
        assertThat(stream.readNBytes(700_000)).hasSize(700_000);
        stream.finish();

        assertThat(stream.count()).isEqualTo(bytes.length);
        assertThat(partCount()).isEqualTo(3);
        try (InputStream stored = new PartsInputStream(position -> uploads.part(id, position))) {
            assertThat(stored.readAllBytes()).isEqualTo(bytes);
        }
    }

    @Test
    void a_sealed_upload_is_found_with_its_digest() throws IOException {
        UUID id = uploads.begin("a.csv", "anna");
        StoringInputStream stream = new StoringInputStream(
                new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII)), uploads, id, PLENTY);
        stream.finish();
        assertThat(uploads.find(id)).isEmpty();

        Upload sealed = new Upload(id, "a.csv", stream.count(), stream.digest(), READING);
        uploads.seal(sealed, RUN);

        assertThat(sealed.byteCount()).isEqualTo(3);
        assertThat(sealed.sha256()).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(uploads.find(id)).contains(sealed);
        assertThat(uploads.ofRuns(List.of(RUN))).containsEntry(RUN, sealed);
    }

    @Test
    void a_byte_beyond_the_limit_ends_the_reading_with_an_error_and_not_with_the_end() {
        UUID id = uploads.begin("a.csv", "anna");
        StoringInputStream stream =
                new StoringInputStream(new ByteArrayInputStream(new byte[101]), uploads, id, new DataSize(100));

        assertThatThrownBy(stream::finish).isInstanceOf(StoringInputStream.TooLargeException.class);
    }

    @Test
    void bytes_that_a_reader_left_are_stored_too() throws IOException {
        byte[] bytes = "sku\n1\n".getBytes(StandardCharsets.US_ASCII);
        UUID id = uploads.begin("a.csv", "anna");
        StoringInputStream stream = new StoringInputStream(new ByteArrayInputStream(bytes), uploads, id, PLENTY);

        assertThat(stream.read()).isEqualTo('s');
        stream.finish();

        assertThat(new PartsInputStream(position -> uploads.part(id, position)).readAllBytes())
                .isEqualTo(bytes);
    }

    @Test
    void a_reader_that_closes_its_stream_does_not_close_the_request() throws IOException {
        boolean[] closed = {false};
        InputStream request = new FilterInputStream(new ByteArrayInputStream(new byte[6])) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };
        StoringInputStream stream = new StoringInputStream(request, uploads, uploads.begin("a.csv", "anna"), PLENTY);

        stream.readNBytes(4);
        stream.close();
        stream.finish();

        assertThat(closed[0]).isFalse();
        assertThat(stream.count()).isEqualTo(6);
    }

    @Test
    void a_discarded_upload_leaves_nothing() throws IOException {
        UUID id = uploads.begin("a.csv", "anna");
        new StoringInputStream(new ByteArrayInputStream(new byte[2_000_000]), uploads, id, PLENTY).finish();
        assertThat(partCount()).isEqualTo(2);

        uploads.discard(id);

        assertThat(partCount()).isZero();
        assertThat(new PartsInputStream(position -> uploads.part(id, position)).read())
                .isEqualTo(-1);
    }

    private int partCount() {
        return Sql.on(database).withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM upload_part")
                .mapTo(Integer.class)
                .one());
    }
}
