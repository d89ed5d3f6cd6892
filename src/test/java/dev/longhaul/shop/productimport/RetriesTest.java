package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import dev.longhaul.run.RunProgress;
import dev.longhaul.run.Runs;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.shop.catalog.Catalog;
import dev.longhaul.shop.catalog.write.WriteMode;
import dev.longhaul.shop.productimport.RetryRefusedException.Refusal;
import dev.longhaul.shop.productimport.undo.Undos;
import dev.longhaul.shop.productimport.upload.Upload;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
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

    private static final ImportAccess ADMINISTRATOR = ImportAccess.of(() -> "root", role -> true);

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
        WiredImports wired = WiredImports.on(database);
        uploads = wired.uploads();
        runs = wired.runs();
        imports = wired.imports();
        intake = wired.intake();
        retries = new Retries(runs, wired.records(), intake, imports);
        handler = wired.handler();
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
        assertThat(retries.of(first, ADMINISTRATOR)).hasSize(2);
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
    void cells_beyond_the_columns_stay_however_often_a_retry_rejects_them() throws Exception {
        RunId first = imported("sku,name", "A,Chair,green");
        run(retries.retryAll(first, null, "anna", null));
        run(retries.retryAll(first, null, "anna", null));

        assertThat(retries.page(first, null, 0, 10).get(0).cells()).containsExactly("A", "Chair", "green");
    }

    @Test
    void a_repeated_key_is_repeated_in_a_retry_too() throws Exception {
        RunId first = imported("sku,price", "A,10", "B,1", "A,12", "C,free");

        run(retries.retryAll(first, null, "anna", null));

        assertThat(price("A")).isEqualByComparingTo("10");
        assertThat(retries.groups(first))
                .extracting(RejectGroup::code)
                .containsExactlyInAnyOrder("key-repeated", "price-not-a-number");
    }

    @Test
    void a_record_belongs_to_what_stands_above_it_in_the_first_file() throws Exception {
        // a family of Magento: the parent's cell names its children
        RunId first = imported(
                "sku,product_type,name,price,configurable_variations",
                "T-RED,simple,Red,cheap,",
                "T-BLUE,simple,Blue,5,",
                "T,configurable,Shirt,5,\"sku=T-RED,color=red|sku=T-BLUE,color=blue\"");
        long products = catalog.productCount();

        run(retries.retry(first, Map.of(1L, Map.of(3, "6.00")), "anna", null));

        assertThat(retries.left(first)).isZero();
        assertThat(catalog.productCount()).as("no product of its own").isEqualTo(products);
        assertThat(price("T-RED")).isEqualByComparingTo("6.00");
    }

    @Test
    void a_retry_makes_the_variants_that_an_import_of_new_products_has_rejected() throws Exception {
        RunId first = intake.accept(
                "products.csv",
                bytes("handle,sku,price\nX,X-1,5\nX,X-2,free\n"),
                -1,
                ImportStart.by("anna").withOptions(new ImportOptions(null, WriteMode.CREATE, OnCancel.KEEP, null)));
        runAs(first, WriteMode.CREATE);

        RunId retry = retries.retry(first, Map.of(2L, Map.of(2, "7")), "anna", null);
        runAs(retry, WriteMode.CREATE);

        assertThat(price("X-2")).isEqualByComparingTo("7");
        assertThat(retries.left(first)).isZero();
    }

    @Test
    void what_a_retry_skips_is_left() throws Exception {
        imported("sku,name", "A,Lamp");
        RunId first = imported("sku,price", "A,free");
        RunId retry = retries.retry(first, Map.of(1L, Map.of(1, "7")), "anna", null);

        runAs(retry, WriteMode.CREATE);

        assertThat(retries.left(first)).isEqualTo(1);
    }

    @Test
    void a_record_that_was_not_read_completely_is_not_imported_from_an_unchanged_file() throws Exception {
        RunId first = imported("sku,name", "A," + "x".repeat(200_000));
        assertThat(retries.groups(first)).extracting(RejectGroup::code).containsExactly("record-too-long");

        run(retries.retryFile(first, "rejects.csv", bytes(downloaded(first)), -1, "anna", null));

        assertThat(retries.left(first)).isEqualTo(1);
        assertThat(catalog.variantCount()).isZero();
    }

    @Test
    void a_record_rejected_again_after_an_undone_retry_keeps_its_new_reason() throws Exception {
        RunId first = imported("sku,price", "B,free");
        RunId undone = retries.retry(first, Map.of(1L, Map.of(1, "2.00")), "anna", null);
        run(undone);
        new Undos(runs, database, Supplier::get, AuditTables.trail(database)).start(undone, "anna");

        run(retries.retry(first, Map.of(1L, Map.of(1, "-3")), "anna", null));

        assertThat(retries.groups(first)).extracting(RejectGroup::code).containsExactly("price-negative");
        assertThat(retries.page(first, null, 0, 10).get(0).cells()).containsExactly("B", "-3");
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
        assertThat(retries.of(first, ADMINISTRATOR)).extracting(ImportView::id).containsExactly(retry);

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
        runAs(id, WriteMode.BOTH);
    }

    private void runAs(RunId id, WriteMode mode) throws Exception {
        Upload upload = Objects.requireNonNull(uploads.ofRuns(List.of(id)).get(id));
        ImportRequest request = new ImportRequest(upload.id(), null, mode, OnCancel.KEEP, null, null);
        HeldImport run = new HeldImport(database, id, request, RunProgress.none(null));
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
