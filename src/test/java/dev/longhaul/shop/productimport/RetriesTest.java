package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import dev.longhaul.run.RunProgress;
import dev.longhaul.run.Runs;
import dev.longhaul.run.TestRuns;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.shop.catalog.Catalog;
import dev.longhaul.shop.catalog.CatalogSettings;
import dev.longhaul.shop.catalog.write.CatalogWriter;
import dev.longhaul.shop.catalog.write.WriteMode;
import dev.longhaul.shop.productimport.RetryRefusedException.Refusal;
import dev.longhaul.shop.productimport.undo.Undos;
import dev.longhaul.shop.productimport.upload.Upload;
import dev.longhaul.shop.productimport.upload.UploadQuotas;
import dev.longhaul.shop.productimport.upload.UploadReception;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.productimport.upload.UploadSlots;
import dev.longhaul.shop.productimport.upload.UploadStore;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import jakarta.json.bind.JsonbBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the rejects of an import that are retried, on every database. */
@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
class RetriesTest {

    private final DatabaseKind kind;
    private Database database;
    private UploadStore uploads;
    private Runs runs;
    private Imports imports;
    private ImportIntake intake;
    private Retries retries;
    private ProductImportHandler handler;
    private Catalog catalog;

    RetriesTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void wire() {
        database = kind.fresh(ProductImportTest.SCHEMA);
        uploads = new UploadStore(database, JsonbBuilder.create(), UploadQuotas.NONE);
        runs = TestRuns.on(database);
        ImportRecords records = ImportRecords.of(database, uploads, JsonbBuilder.create());
        imports = new Imports(runs, records, AuditTables.trail(database), new CatalogSettings("EUR"));
        intake = new ImportIntake(
                records,
                runs,
                new UploadReception(uploads, TestImports.PLENTY, new UploadSlots(Integer.MAX_VALUE)),
                Integer.MAX_VALUE,
                Supplier::get,
                AuditTables.trail(database));
        retries = new Retries(runs, records, intake, imports);
        handler = new ProductImportHandler(new ProductImportHandler.Parts(
                database, records, new CatalogWriter(database), new CatalogSettings("EUR")));
        catalog = new Catalog(database);
    }

    @Test
    void changed_records_are_imported_until_nothing_is_left_and_keep_what_was_changed_in_between() throws Exception {
        RunId first = imported("sku,name,price,quantity", "A,Lamp,cheap,many", "B,Chair,5,1", "C,Sofa,-1,1");
        assertThat(retries.left(first)).isEqualTo(2);

        RunId half = retries.retry(first, Map.of(1L, Map.of(2, "7.50"), 3L, Map.of(2, "900")), "anna", null);
        run(half);

        assertThat(counts(half)).isEqualTo(new ImportCounts(1, 0, 0, 1, 1, 1));
        RejectedRecord left = retries.page(first, null, 0, 10).get(0);
        assertThat(left.cells()).containsExactly("A", "Lamp", "7.50", "many");
        assertThat(left.reject().record()).isEqualTo(1);
        assertThat(left.reject().line()).isEqualTo(2);
        assertThat(left.reject().fault().code()).isEqualTo("quantity-not-whole");
        assertThat(retries.groups(first))
                .extracting(RejectGroup::code, RejectGroup::count)
                .containsExactly(tuple("quantity-not-whole", 1L));

        run(retries.retry(first, Map.of(1L, Map.of(3, "4")), "anna", null));

        assertThat(retries.left(first)).isZero();
        assertThat(retries.groups(first)).isEmpty();
        assertThat(imports.rejects(first, 0, 10)).isEmpty();
        assertThat(downloaded(first).lines()).as("the header alone").hasSize(1);
        assertThat(retries.of(first)).hasSize(2);
        assertThat(retries.firstOf(half)).contains(first);
        assertThat(catalog.variantCount()).isEqualTo(3);
        assertThat(refusal(() -> retries.retryAll(first, null, "anna", null))).isEqualTo(Refusal.NOTHING_LEFT);
        assertThat(refusal(() -> retries.retryAll(half, null, "anna", null))).isEqualTo(Refusal.RETRY);
    }

    @Test
    void a_retry_reads_its_records_as_the_first_import_has_read_them() throws Exception {
        // the file decides that a comma is the decimal mark, and one record of its own could not
        RunId first = imported("sku;price", "A;1,50", "B;2,25", "C;x");

        RunId retry = retries.retry(first, Map.of(3L, Map.of(1, "1,234")), "anna", null);
        run(retry);

        assertThat(counts(retry).created()).isEqualTo(1);
        assertThat(price("C")).isEqualByComparingTo("1.234");
    }

    @Test
    void what_the_catalogue_refused_is_retried_as_it_is_by_reason() throws Exception {
        RunId first = imported("sku,name,price,cost", "A,Sofa,,2", "B,Lamp,cheap,", "C,Bed,,3");
        assertThat(retries.groups(first))
                .extracting(RejectGroup::code, RejectGroup::count)
                .containsExactly(tuple("price-missing", 2L), tuple("price-not-a-number", 1L));
        imported("sku,name,price", "A,Sofa,10");

        RunId retry = retries.retryAll(first, "price-missing", "anna", null);
        run(retry);

        assertThat(counts(retry)).isEqualTo(new ImportCounts(0, 1, 0, 1, 1, 1));
        assertThat(retries.groups(first))
                .extracting(RejectGroup::code, RejectGroup::count)
                .containsExactly(tuple("price-missing", 1L), tuple("price-not-a-number", 1L));
    }

    @Test
    void a_downloaded_file_of_rejects_is_changed_and_sent_back_and_another_file_is_refused() throws Exception {
        RunId first = imported("sku,name,price", "A,\"Big, red\",cheap", "B,Chair,free");
        String changed = downloaded(first).replace("cheap", "1.00").replace("free", "2.00");

        RunId retry = retries.retryFile(first, "mended.csv", bytes(changed), -1, "anna", null);
        run(retry);

        assertThat(counts(retry)).isEqualTo(new ImportCounts(2, 0, 0, 0, 2, 2));
        assertThat(retries.left(first)).isZero();
        UploadRefusedException refused = catchThrowableOfType(
                UploadRefusedException.class,
                () -> retries.retryFile(first, "other.csv", bytes("sku,price\nA,1\n"), -1, "anna", null));
        assertThat(refused.code()).isEqualTo("not-the-rejects");
    }

    @Test
    void the_rejects_of_a_retry_have_the_numbers_of_the_first_import() throws Exception {
        RunId first = imported("sku,price", "A,1", "B,free");
        RunId retry = retries.retryAll(first, null, "anna", null);
        run(retry);

        String again = downloaded(retry).replace("free", "2.00");
        run(retries.retryFile(first, "again.csv", bytes(again), -1, "anna", null));

        assertThat(retries.left(first)).isZero();
    }

    @Test
    void cells_beyond_the_columns_are_not_dropped_without_a_word() throws Exception {
        RunId first = imported("sku,name", "A,Chair, green");
        RunId same = retries.retryAll(first, null, "anna", null);
        run(same);

        assertThat(counts(same).failed()).isEqualTo(1);
        assertThat(retries.groups(first)).extracting(RejectGroup::code).containsExactly("surplus-left");

        run(retries.retry(first, Map.of(1L, Map.of(1, "Chair, green", 2, "")), "anna", null));

        assertThat(retries.left(first)).isZero();
    }

    @Test
    void what_a_retry_has_imported_is_left_again_when_the_retry_is_undone() throws Exception {
        RunId first = imported("sku,price", "A,1", "B,free");
        RunId retry = retries.retry(first, Map.of(2L, Map.of(1, "2.00")), "anna", null);
        run(retry);
        assertThat(retries.left(first)).isZero();

        new Undos(runs, database, Supplier::get, AuditTables.trail(database)).start(retry, "anna");

        assertThat(retries.left(first)).isEqualTo(1);
        assertThat(retries.page(first, null, 0, 10).get(0).cells()).containsExactly("B", "2.00");
    }

    @Test
    void a_retry_that_is_cut_off_leaves_what_it_has_not_reached_and_continues_there() throws Exception {
        RunId first = imported(
                "sku,price",
                IntStream.range(0, 1_200).mapToObj(i -> "S" + i + ",x").toArray(String[]::new));
        String changed = downloaded(first).replace(",x,", ",1.00,");
        RunId retry = retries.retryFile(first, "mended.csv", bytes(changed), -1, "anna", null);
        HeldImport part = held(retry, RunProgress.none(null)).cancelledAfter(1);

        handler.run(part);

        assertThat(retries.left(first)).isEqualTo(700);

        handler.run(held(retry, part.committed()));

        assertThat(retries.left(first)).isZero();
    }

    @Test
    void the_same_retry_asked_for_twice_is_one_and_an_import_that_runs_or_was_undone_has_none() throws Exception {
        RunId first = accepted("sku,price", "A,1", "B,free");
        assertThat(refusal(() -> retries.retryAll(first, null, "anna", null))).isEqualTo(Refusal.NOT_ENDED);
        run(first);

        RunId retry = retries.retryAll(first, null, "anna", "key-1");
        run(retry);
        assertThat(retries.retryAll(first, null, "anna", "key-1")).isEqualTo(retry);
        assertThat(retries.retryFile(first, "x.csv", bytes("nothing"), -1, "anna", "key-1"))
                .isEqualTo(retry);
        assertThat(retries.of(first)).extracting(ImportView::id).containsExactly(retry);

        new Undos(runs, database, Supplier::get, AuditTables.trail(database)).start(first, "anna");
        assertThat(refusal(() -> retries.retryAll(first, null, "anna", null))).isEqualTo(Refusal.UNDONE);
    }

    @Test
    void a_retry_may_do_what_the_first_import_might() throws Exception {
        RunId first = intake.accept(
                "products.csv",
                bytes("sku,price\nA,1\nB,free\n"),
                -1,
                ImportStart.by("anna").withOptions(new ImportOptions(null, WriteMode.CREATE, OnCancel.UNDO, null)));
        run(first);

        RunId retry = retries.retryAll(first, null, "anna", null);

        assertThat(imports.find(retry).orElseThrow().request().mode()).isEqualTo(WriteMode.CREATE);
        assertThat(imports.find(retry).orElseThrow().request().onCancel()).isEqualTo(OnCancel.KEEP);
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws Exception;
    }

    private static Refusal refusal(Attempt attempt) {
        return catchThrowableOfType(RetryRefusedException.class, attempt::run).refusal();
    }

    private BigDecimal price(String sku) {
        return Sql.on(database).withHandle(handle -> handle.createQuery("SELECT p.amount FROM variant_price p"
                        + " JOIN product_variant v ON v.id = p.variant_id WHERE v.sku = :sku")
                .bind("sku", sku)
                .mapTo(BigDecimal.class)
                .one());
    }

    private String downloaded(RunId run) throws Exception {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        imports.downloadRejects(run, "anna", Locale.ENGLISH).writeTo(csv);
        return csv.toString(StandardCharsets.UTF_8);
    }

    private RunId imported(String... lines) throws Exception {
        RunId id = accepted(lines);
        run(id);
        return id;
    }

    private RunId imported(String header, String[] lines) throws Exception {
        return imported((header + "\n" + String.join("\n", lines)).split("\n", -1));
    }

    private RunId accepted(String... lines) throws UploadRefusedException {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        return intake.accept("products.csv", new ByteArrayInputStream(bytes), bytes.length, "anna");
    }

    /** To its end. */
    private void run(RunId id) throws Exception {
        HeldImport run = held(id, RunProgress.none(null));
        handler.run(run);
        Sql.on(database)
                .useHandle(handle -> handle.execute(
                        "UPDATE run SET status = 'SUCCEEDED', progress = ?, chunk_count = 1,"
                                + " finished_at = CURRENT_TIMESTAMP WHERE id = ?",
                        JsonbBuilder.create().toJson(run.committed()),
                        id.value()));
    }

    private HeldImport held(RunId id, RunProgress committed) {
        Upload upload = Objects.requireNonNull(uploads.ofRuns(List.of(id)).get(id));
        return new HeldImport(database, id, ImportRequest.of(upload.id()), committed);
    }

    private ImportCounts counts(RunId id) {
        return imports.find(id).orElseThrow().counts();
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
