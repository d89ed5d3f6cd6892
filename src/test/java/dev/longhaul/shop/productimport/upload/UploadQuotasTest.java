package dev.longhaul.shop.productimport.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import dev.longhaul.settings.DataSize;
import dev.longhaul.shop.productimport.TestImports;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import jakarta.json.bind.JsonbBuilder;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How much one user may upload, on every database. */
@ParameterizedClass(name = "{0}")
@MethodSource("databases")
class UploadQuotasTest {

    private static final DataSize PLENTY = DataSize.ofMebibytes(100);

    private final Database database;

    UploadQuotasTest(Database database) {
        this.database = database;
    }

    static Stream<Arguments> databases() {
        return DatabaseKind.each(TestImports.SCHEMA);
    }

    @BeforeEach
    void emptyTables() {
        for (String table : List.of("upload_part", "upload", "upload_quota")) {
            Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM " + table));
        }
    }

    @Test
    void a_file_that_passes_the_bytes_of_a_day_is_refused_until_midnight_and_what_came_stays_counted()
            throws Exception {
        UploadReception reception = reception(quotas(PLENTY.bytes(), 100));
        receive(reception, "anna", 60).close();

        UploadRefusedException refused = refusal(reception, "anna", 60);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("too-much-today");
        assertThat(refused.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(1), Duration.ofDays(1));
        assertThat(refused).hasMessageContaining("100B");
        assertThat(count("SELECT COUNT(*) FROM upload")).isZero();
        receive(reception, "ben", 60).close();

        Sql.on(database).useHandle(handle -> handle.execute("UPDATE upload_quota SET last_day = last_day - 1"));
        receive(reception, "anna", 60).close();
    }

    @Test
    void a_file_that_passes_the_bytes_kept_is_refused_and_fits_when_another_is_removed() throws Exception {
        UploadReception reception = reception(quotas(100, PLENTY.bytes()));
        ReceivedUpload first = receive(reception, "anna", 60);

        UploadRefusedException refused = refusal(reception, "anna", 60);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("too-much-kept");
        assertThat(count("SELECT COUNT(*) FROM upload")).isEqualTo(1);
        receive(reception, "ben", 60).close();
        first.close();
        receive(reception, "anna", 60).close();
        assertThat(count("SELECT SUM(kept_bytes) FROM upload_quota")).isZero();
    }

    @Test
    void a_file_of_an_import_counts_until_the_clearing_removes_it() throws Exception {
        UploadQuotas quotas = quotas(100, PLENTY.bytes());
        UploadStore uploads = new UploadStore(database, JsonbBuilder.create(), quotas);
        ReceivedUpload received = receive(reception(quotas), "anna", 60);
        RunId run = RunId.parse(UUID.randomUUID().toString()).orElseThrow();
        uploads.seal(received.upload(), run);
        received.keep();
        assertThat(refusal(reception(quotas), "anna", 60).status()).isEqualTo(413);

        Sql.on(database).useHandle(handle -> UploadStore.giveUpOfRun(handle, run));
        uploads.discardUnsealed(Duration.ofDays(1), CancellationToken.NONE);

        receive(reception(quotas), "anna", 60).close();
    }

    @Test
    void a_file_that_is_announced_too_long_is_refused_before_a_byte_is_read() {
        UploadReception reception = reception(quotas(100, PLENTY.bytes()));

        UploadRefusedException refused = catchThrowableOfType(
                UploadRefusedException.class,
                () -> reception.receive("a.csv", new UnreadableStream(), 101, "anna", ReadingChoices.NONE));

        assertThat(refused.status()).isEqualTo(413);
    }

    @Test
    void of_parts_that_arrive_together_exactly_those_pass_that_fit() throws Exception {
        int parts = 8;
        int bytes = 10;
        for (UploadQuotas quotas : List.of(quotas(35, PLENTY.bytes()), quotas(PLENTY.bytes(), 35))) {
            emptyTables();
            // two nodes
            List<UploadStore> stores = List.of(
                    new UploadStore(database, JsonbBuilder.create(), quotas),
                    new UploadStore(database, JsonbBuilder.create(), quotas));
            CyclicBarrier together = new CyclicBarrier(parts);
            ExecutorService threads = Executors.newFixedThreadPool(parts);
            try {
                List<Future<Boolean>> stored = new ArrayList<>();
                for (int part = 0; part < parts; part++) {
                    UploadStore store = stores.get(part % 2);
                    store.requireRoom("anna", 0);
                    UUID upload = store.begin("a.csv", "anna");
                    stored.add(threads.submit(() -> {
                        together.await(30, TimeUnit.SECONDS);
                        return isStored(store, upload, bytes);
                    }));
                }
                int passed = 0;
                for (Future<Boolean> answer : stored) {
                    passed += answer.get(60, TimeUnit.SECONDS) ? 1 : 0;
                }

                assertThat(passed).isEqualTo(3);
                assertThat(count("SELECT COUNT(*) FROM upload_part")).isEqualTo(3);
                assertThat(count("SELECT kept_bytes FROM upload_quota")).isEqualTo(30);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void a_user_has_so_many_files_at_work_on_a_node_and_no_more() throws Exception {
        UploadReception reception = new UploadReception(
                new UploadStore(database, JsonbBuilder.create(), UploadQuotas.NONE), PLENTY, new UploadSlots(2));
        ReceivedUpload first = receive(reception, "anna", 10);
        ReceivedUpload second = receive(reception, "anna", 10);

        UploadRefusedException refused = refusal(reception, "anna", 10);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.retryAfter()).isPresent();
        assertThat(refused).hasMessageStartingWith("Only 2 of your files");
        receive(reception, "ben", 10).close();
        first.close();
        first.close();
        ReceivedUpload third = receive(reception, "anna", 10);
        assertThat(refusal(reception, "anna", 10).status()).isEqualTo(429);
        second.keep();
        third.close();
        assertThatThrownBy(() -> reception.receive(
                        "a.csv", new ByteArrayInputStream(new byte[0]), 0, "anna", ReadingChoices.NONE))
                .isInstanceOf(UploadRefusedException.class);
        assertThatCode(() -> {
                    receive(reception, "anna", 10);
                    receive(reception, "anna", 10);
                })
                .doesNotThrowAnyException();
    }

    private static boolean isStored(UploadStore store, UUID upload, int bytes) {
        try {
            store.append(upload, 0, new byte[bytes]);
            return true;
        } catch (UploadRefusedException refused) {
            return false;
        }
    }

    private static UploadQuotas quotas(long kept, long daily) {
        return new UploadQuotas(100, new DataSize(daily), new DataSize(kept), 100);
    }

    private UploadReception reception(UploadQuotas quotas) {
        return new UploadReception(
                new UploadStore(database, JsonbBuilder.create(), quotas), PLENTY, new UploadSlots(quotas.atOnce()));
    }

    private UploadRefusedException refusal(UploadReception reception, String user, int bytes) {
        return catchThrowableOfType(UploadRefusedException.class, () -> receive(reception, user, bytes));
    }

    private static ReceivedUpload receive(UploadReception reception, String user, int bytes)
            throws UploadRefusedException {
        String text = "sku\n" + "1".repeat(bytes - 5) + "\n";
        return reception.receive(
                "a.csv",
                new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)),
                -1,
                user,
                ReadingChoices.NONE);
    }

    private static final class UnreadableStream extends InputStream {

        @Override
        public int read() {
            throw new AssertionError("a byte was read");
        }

        @Override
        public int read(byte[] target, int from, int length) {
            throw new AssertionError("bytes were read");
        }
    }

    private long count(String query) {
        return Sql.on(database)
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Long.class).one());
    }
}
