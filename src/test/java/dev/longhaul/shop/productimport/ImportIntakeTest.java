package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import dev.longhaul.run.RunStatus;
import dev.longhaul.run.Runs;
import dev.longhaul.run.TestRuns;
import dev.longhaul.settings.DataSize;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.shop.audit.AuditTrail;
import dev.longhaul.shop.catalog.CatalogSettings;
import dev.longhaul.shop.productimport.staging.ReadingProfiles;
import dev.longhaul.shop.productimport.staging.StagedFile;
import dev.longhaul.shop.productimport.staging.StagedFiles;
import dev.longhaul.shop.productimport.upload.UploadQuotas;
import dev.longhaul.shop.productimport.upload.UploadReception;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.productimport.upload.UploadSlots;
import dev.longhaul.shop.productimport.upload.UploadStore;
import dev.longhaul.testing.Sql;
import dev.longhaul.testing.TestDatabases;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportIntakeTest {

    private static final DataSize LIMIT = new DataSize(100);

    private static Database database;

    private UploadStore uploads;
    private Runs runs;
    private Imports imports;
    private AuditTrail audit;

    @BeforeAll
    static void open() {
        database = TestDatabases.h2(TestImports.SCHEMA, TestRuns.SCHEMA, AuditTables.SCHEMA);
    }

    @BeforeEach
    void wire() {
        Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM upload_part"));
        Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM upload"));
        Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM run"));
        uploads = new UploadStore(database, JsonbBuilder.create(), UploadQuotas.NONE);
        runs = TestRuns.on(database);
        audit = AuditTables.trail(database);
        imports = new Imports(
                runs, ImportRecords.of(database, uploads, JsonbBuilder.create()), audit, new CatalogSettings("EUR"));
    }

    @Test
    void an_accepted_file_is_an_import_that_waits_with_its_total() throws Exception {
        RunId id = intake().accept("../März.csv", bytes("sku\n1\n2\n"), 8, "anna");

        ImportView view = imports.find(id).orElseThrow();
        assertThat(view.status()).isEqualTo(RunStatus.ENQUEUED);
        assertThat(view.fileName()).isEqualTo("März.csv");
        assertThat(view.fileSizeBytes()).isEqualTo(8);
        assertThat(view.total()).isEqualTo(2);
        assertThat(view.startedBy()).isEqualTo("anna");
        assertThat(imports.list(10, "anna")).containsExactly(view);
        assertThat(imports.list(10, "ben")).isEmpty();
    }

    @Test
    void exactly_the_checked_file_is_imported_and_any_other_is_refused_with_both_digests() throws Exception {
        String sha256 = "58cd7dc2b28b37f2b5dbb6d9a5c9a5ef9b2ab55b0b2e1e2c1f0d3a3d4b1c0a9f";
        ImportIntake intake = intake();
        RunId first = intake.accept("a.csv", bytes("sku\n1\n"), -1, "anna");
        String digest = imports.find(first).orElseThrow().sha256();

        RunId exact = intake.accept(
                "b.csv",
                bytes("sku\n1\n"),
                -1,
                ImportStart.by("anna").withCheckedSha256(digest.toUpperCase(Locale.ROOT)));
        UploadRefusedException refused = catchThrowableOfType(
                UploadRefusedException.class,
                () -> intake.accept(
                        "c.csv", bytes("sku\n1\n"), -1, ImportStart.by("anna").withCheckedSha256(sha256)));

        assertThat(imports.find(exact)).isPresent();
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused).hasMessageContaining(digest).hasMessageContaining(sha256);
        assertThat(imports.list(10, "anna")).hasSize(2);
        long kept = Sql.on(database).withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM upload")
                .mapTo(Long.class)
                .one());
        assertThat(kept).isEqualTo(2);
    }

    @Test
    void a_file_announced_as_too_large_is_refused_before_a_byte_is_read() {
        UploadRefusedException refused = refusal(new BrokenStream(), 101);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused).hasMessage("The file is larger than 100B, the largest that is accepted.");
    }

    @Test
    void a_file_that_turns_out_too_large_is_refused_and_forgotten() {
        UploadRefusedException refused = refusal(bytes("x".repeat(101)), -1);

        assertThat(refused.status()).isEqualTo(413);
        assertNothingIsKept();
    }

    @Test
    void an_upload_that_breaks_off_is_refused_and_forgotten() {
        InputStream broken = new SequenceInputStream(bytes("sku\n1"), new BrokenStream());

        UploadRefusedException refused = refusal(broken, 50);

        assertThat(refused.code()).isEqualTo("broken-off");
        assertThat(refused.status()).isEqualTo(400);
        assertNothingIsKept();
    }

    @Test
    void a_file_that_cannot_be_an_import_is_forgotten() {
        assertThat(refusal(bytes("x".repeat(100)), 100).status()).isEqualTo(422);
        assertThat(refusal(bytes(""), 0)).hasMessage("The file is empty.");

        assertNothingIsKept();
    }

    @Test
    void a_file_whose_run_cannot_be_recorded_is_forgotten() {
        ImportIntake intake = new ImportIntake(
                ImportRecords.of(database, uploads, JsonbBuilder.create()),
                runs,
                new UploadReception(uploads, LIMIT, new UploadSlots(Integer.MAX_VALUE)),
                Integer.MAX_VALUE,
                work -> {
                    throw new IllegalStateException("no transaction");
                },
                audit);

        assertThatThrownBy(() -> intake.accept("a.csv", bytes("sku\n1\n"), 6, "anna"))
                .hasMessage("no transaction");

        assertNothingIsKept();
    }

    @Test
    void a_user_has_so_many_imports_waiting_and_the_next_is_refused_before_a_byte_is_read() throws Exception {
        ImportIntake intake = new ImportIntake(
                ImportRecords.of(database, uploads, JsonbBuilder.create()),
                runs,
                new UploadReception(uploads, LIMIT, new UploadSlots(2)),
                2,
                Supplier::get,
                audit);
        intake.accept("a.csv", bytes("sku\n1\n"), 6, "anna");
        RunId second = intake.accept("b.csv", bytes("sku\n1\n"), 6, "anna");

        UploadRefusedException refused = catchThrowableOfType(
                UploadRefusedException.class, () -> intake.accept("c.csv", new BrokenStream(), 6, "anna"));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("too-many-waiting");
        assertThat(refused.retryAfter()).isPresent();
        intake.accept("c.csv", bytes("sku\n1\n"), 6, "ben");
        runs.cancel(second, "anna", "");
        intake.accept("c.csv", bytes("sku\n1\n"), 6, "anna");
    }

    @Test
    void a_staged_file_becomes_one_import_however_often_it_is_started() throws Exception {
        StagedFile staged = staged("sku\n1\n2\n");

        RunId first = intake().start(staged, ImportStart.by("anna"));
        RunId second = intake().start(staged, ImportStart.by("anna"));

        assertThat(second).isEqualTo(first);
        assertThat(imports.find(first).orElseThrow().total()).isEqualTo(2);
        assertThat(stagedFiles().find(staged.id(), "anna")).isEmpty();
        assertThat(stagedFiles().runOf(staged.id(), "anna")).contains(first);
        assertThat(stagedFiles().runOf(staged.id(), "ben")).isEmpty();
        assertThat(count("upload")).isEqualTo(1);
    }

    @Test
    void a_form_that_was_sent_twice_is_one_import_and_its_second_file_is_discarded() throws Exception {
        ImportStart start = ImportStart.by("anna").withIdempotencyKey("form");
        RunId first = intake().start(staged("sku\n1\n"), start);

        RunId second = intake().start(staged("sku\n1\n"), start);

        assertThat(second).isEqualTo(first);
        assertThat(count("upload")).isEqualTo(1);
    }

    @Test
    void a_staged_file_with_unsafe_keys_stays_until_its_user_has_said_what_to_do() throws Exception {
        StagedFile staged = staged("sku,name\n1,a\n,b\n");

        UploadRefusedException refused = catchThrowableOfType(UploadRefusedException.class, () -> intake().start(
                        staged, ImportStart.by("anna").refusingUnsafeKeys(true)));

        assertThat(refused.code()).isEqualTo(UploadRefusedException.UNSAFE_KEYS);
        assertThat(stagedFiles().find(staged.id(), "anna")).isPresent();
        assertThat(count("run")).isZero();
        intake().start(staged, ImportStart.by("anna"));
        assertThat(count("run")).isEqualTo(1);
    }

    @Test
    void a_file_that_comes_again_is_known_by_its_digest_to_those_who_see_its_import() throws Exception {
        RunId first = intake().accept("a.csv", bytes("sku\n1\n"), -1, "anna");
        RunId second = intake().accept("b.csv", bytes("sku\n1\n"), -1, "anna");
        intake().accept("c.csv", bytes("sku\n2\n"), -1, "anna");
        String sha256 = imports.find(first).orElseThrow().sha256();

        assertThat(imports.findEarlier(sha256, user("anna", false)))
                .map(ImportView::id)
                .contains(second);
        assertThat(imports.findEarlier(sha256, user("ben", false))).isEmpty();
        assertThat(imports.findEarlier(sha256, user("ben", true))).isPresent();
        assertThat(imports.findEarlier("0".repeat(64), user("anna", false))).isEmpty();
    }

    private static ImportAccess user(String name, boolean seesAll) {
        return new ImportAccess(name, false, seesAll, true);
    }

    private StagedFile staged(String text) throws Exception {
        return stagedFiles().receive("a.csv", bytes(text), -1, "anna");
    }

    private StagedFiles stagedFiles() {
        Jsonb jsonb = JsonbBuilder.create();
        return new StagedFiles(
                database,
                jsonb,
                uploads,
                new UploadReception(uploads, LIMIT, new UploadSlots(Integer.MAX_VALUE)),
                new ReadingProfiles(database, jsonb, AuditTables.trail(database)));
    }

    private void assertNothingIsKept() {
        assertThat(count("upload")).isZero();
        assertThat(count("upload_part")).isZero();
        assertThat(count("run")).isZero();
    }

    private UploadRefusedException refusal(InputStream bytes, long declaredLength) {
        return catchThrowableOfType(
                UploadRefusedException.class, () -> intake().accept("a.csv", bytes, declaredLength, "anna"));
    }

    private ImportIntake intake() {
        return new ImportIntake(
                ImportRecords.of(database, uploads, JsonbBuilder.create()),
                runs,
                new UploadReception(uploads, LIMIT, new UploadSlots(Integer.MAX_VALUE)),
                Integer.MAX_VALUE,
                Supplier::get,
                audit);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int count(String table) {
        return Sql.on(database).withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Integer.class)
                .one());
    }

    /** A connection that is reset at the first read. */
    private static final class BrokenStream extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("connection reset");
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            throw new IOException("connection reset");
        }
    }
}
