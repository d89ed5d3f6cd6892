package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.run.NewRun;
import dev.longhaul.run.RunId;
import dev.longhaul.run.Runs;
import dev.longhaul.run.TestRuns;
import dev.longhaul.settings.DataSize;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.undo.ChangeRetention;
import dev.longhaul.shop.catalog.undo.ChangeStore;
import dev.longhaul.shop.catalog.undo.KeptProduct;
import dev.longhaul.shop.catalog.undo.KeptProduct.Reason;
import dev.longhaul.shop.catalog.undo.ProductChange;
import dev.longhaul.shop.catalog.undo.UndoStore;
import dev.longhaul.shop.catalog.undo.UndoStore.UndoRun;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.productimport.plan.PlanStore;
import dev.longhaul.shop.productimport.undo.UndoOnCancel;
import dev.longhaul.shop.productimport.undo.UndoRequest;
import dev.longhaul.shop.productimport.upload.TestUploads;
import dev.longhaul.shop.productimport.upload.Upload;
import dev.longhaul.shop.productimport.upload.UploadQuotas;
import dev.longhaul.shop.productimport.upload.UploadStore;
import dev.longhaul.shop.reading.FileReading;
import dev.longhaul.shop.reading.TestReadings;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import jakarta.json.bind.JsonbBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is cleared after its time and what never is, on every database. */
@ParameterizedClass(name = "{0}")
@MethodSource("databases")
class RetentionTest {

    private static final ImportSettings SETTINGS = new ImportSettings(
            DataSize.ofMebibytes(1), Duration.ofDays(90), Duration.ofDays(1), Duration.ofHours(1), UploadQuotas.NONE);
    private static final FileReading READING = TestReadings.of(List.of("sku"), 1);

    private final Database database;
    private UploadStore uploads;
    private RejectStore rejects;
    private Runs runs;
    private Retention retention;

    RetentionTest(Database database) {
        this.database = database;
    }

    static Stream<Arguments> databases() {
        return DatabaseKind.each(TestImports.SCHEMA, TestRuns.SCHEMA, CatalogTables.SCHEMA);
    }

    @BeforeEach
    void emptyTables() {
        for (String table : List.of(
                "upload_part",
                "upload",
                "import_reject",
                "catalog_change",
                "catalog_undo",
                "catalog_undo_kept",
                "run")) {
            Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM " + table));
        }
        uploads = new UploadStore(database, JsonbBuilder.create(), UploadQuotas.NONE);
        rejects = new RejectStore(database, JsonbBuilder.create());
        runs = TestRuns.on(database);
        retention = new Retention(runs, uploads, new PlanStore(database), new ChangeRetention(database), SETTINGS);
    }

    @Test
    void an_upload_that_broke_off_long_ago_is_cleared_with_its_parts() {
        UUID old = TestUploads.begin(uploads, "old.csv", "anna", 10);
        age("upload", "created_at", old, 25);
        TestUploads.begin(uploads, "running.csv", "anna", 10);
        RunId sealed = endedImport();
        age(
                "upload",
                "created_at",
                Objects.requireNonNull(uploads.ofRuns(List.of(sealed)).get(sealed))
                        .id(),
                25);

        retention.clear(CancellationToken.NONE);

        assertThat(count("upload")).isEqualTo(2);
        assertThat(count("upload_part")).isEqualTo(2);
        assertThat(uploads.ofRuns(List.of(sealed))).containsKey(sealed);
        assertThatThrownBy(() -> uploads.seal(upload(old), sealed)).hasMessageContaining("no longer stored");
    }

    @Test
    void an_import_that_ended_long_ago_is_cleared_with_its_file_and_its_rejects_and_others_stay() throws Exception {
        RunId old = endedImport();
        age("run", "finished_at", old.value(), 91 * 24);
        RunId recent = endedImport();
        Sql.on(database).useHandle(handle -> {
            UndoOnCancel.choose(handle.getConnection(), old.value());
            UndoOnCancel.choose(handle.getConnection(), recent.value());
        });
        RunId waiting = runs.enqueue(ImportRequest.RUN_TYPE, ImportRequest.of(UUID.randomUUID()), "anna", 1L);
        age("run", "created_at", waiting.value(), 91 * 24);

        retention.clear(CancellationToken.NONE);

        assertThat(runs.find(old)).isEmpty();
        assertThat(runs.find(recent)).isPresent();
        assertThat(runs.find(waiting)).isPresent();
        assertThat(count("upload")).isEqualTo(1);
        assertThat(count("upload_part")).isEqualTo(1);
        assertThat(count("import_reject")).isEqualTo(1);
        assertThat(count("undo_on_cancel")).isEqualTo(1);
    }

    @Test
    void an_undo_is_cleared_with_its_record_and_then_the_import_that_it_has_undone() throws Exception {
        RunId imported = endedImport();
        RunId undo = runs.enqueue(
                        NewRun.of(UndoRequest.RUN_TYPE, new UndoRequest(imported.value(), imported.value()), "anna")
                                .holding(imported))
                .id();
        runs.cancel(undo, "anna", "");
        ChangeStore changes = new ChangeStore(database);
        UndoStore undos = new UndoStore(database);
        undos.insert(new UndoRun(undo.value(), imported.value(), imported.value()));
        Sql.on(database).useTransaction(handle -> {
            for (RunId run : List.of(imported, undo)) {
                changes.insert(handle.getConnection(), run.value(), 1, List.of());
                changes.insert(
                        handle.getConnection(), run.value(), 2, List.of(new ProductChange(1, null, 1L, List.of())));
            }
            undos.insertKept(
                    handle.getConnection(), undo.value(), List.of(new KeptProduct(1, "h", Reason.CHANGED_SINCE, null)));
        });
        age("run", "finished_at", imported.value(), 91 * 24);
        retention.clear(CancellationToken.NONE);
        assertThat(runs.find(imported)).as("stays as long as its undo").isPresent();
        assertThat(count("catalog_change")).isEqualTo(4);

        age("run", "finished_at", undo.value(), 91 * 24);
        retention.clear(CancellationToken.NONE);

        for (String table : List.of("run", "catalog_change", "catalog_undo", "catalog_undo_kept")) {
            assertThat(count(table)).as(table).isZero();
        }
    }

    @Test
    void an_upload_whose_removal_broke_off_belongs_to_no_run_any_more_and_is_cleared_at_once() {
        UUID upload = TestUploads.begin(uploads, "a.csv", "anna", 10);
        Sql.on(database).useHandle(handle -> handle.execute("UPDATE upload SET discarded = TRUE WHERE id = ?", upload));
        assertThatThrownBy(() -> uploads.seal(upload(upload), new RunId(UUID.randomUUID())))
                .isInstanceOf(IllegalStateException.class);

        retention.clear(CancellationToken.NONE);

        assertThat(count("upload")).isZero();
        assertThat(count("upload_part")).isZero();
    }

    @Test
    void a_sealed_upload_is_not_discarded() {
        RunId run = endedImport();
        UUID upload =
                Objects.requireNonNull(uploads.ofRuns(List.of(run)).get(run)).id();

        TestUploads.discard(uploads, upload);

        assertThat(uploads.find(upload)).isPresent();
        assertThat(count("upload_part")).isEqualTo(1);
    }

    @Test
    void clearing_stops_between_two_imports_or_uploads_when_its_token_fires() {
        for (int i = 0; i < 3; i++) {
            age("run", "finished_at", endedImport().value(), 91 * 24);
        }
        age("upload", "created_at", TestUploads.begin(uploads, "old.csv", "anna"), 25);
        try (CancellationSource source = new CancellationSource()) {
            source.cancel(CancellationReason.of(Kind.SHUTDOWN, "stopping"));
            retention.clear(source.token());
        }

        assertThat(count("run")).isEqualTo(3);
        assertThat(count("upload")).isEqualTo(4);
    }

    @Test
    void more_imports_than_fit_in_one_list_are_cleared_in_one_go() {
        for (int i = 0; i < 120; i++) {
            age("run", "finished_at", endedImport().value(), 91 * 24);
        }

        retention.clear(CancellationToken.NONE);

        assertThat(count("run")).isZero();
        assertThat(count("upload")).isZero();
    }

    private static Upload upload(UUID id) {
        return new Upload(id, "a.csv", 10, "digest", READING);
    }

    private RunId endedImport() {
        UUID upload = TestUploads.begin(uploads, "a.csv", "anna", 10);
        RunId run = runs.enqueue(ImportRequest.RUN_TYPE, ImportRequest.of(upload), "anna", 1L);
        uploads.seal(upload(upload), run);
        Reject reject =
                new Reject(1, 2, RecordFault.of(dev.longhaul.shop.catalog.Reason.of("key-missing"), "sku", "value"));
        Sql.on(database)
                .useTransaction(
                        handle -> rejects.insert(handle, run, List.of(new RejectedRecord(reject, List.of("value")))));
        runs.cancel(run, "anna", "");
        return run;
    }

    private void age(String table, String column, UUID id, int hours) {
        Sql.on(database)
                .useHandle(handle -> handle.execute(
                        "UPDATE " + table + " SET " + column + " = CURRENT_TIMESTAMP - INTERVAL '" + hours
                                + "' HOUR WHERE id = ?",
                        id));
    }

    private long count(String table) {
        return Sql.on(database).withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }
}
