package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cancellation.OperationCancelledException;
import dev.longhaul.database.Database;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.run.RunFailedException;
import dev.longhaul.run.RunId;
import dev.longhaul.run.RunProgress;
import dev.longhaul.run.TestRuns;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.shop.catalog.Catalog;
import dev.longhaul.shop.catalog.CatalogExport;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.Product;
import dev.longhaul.shop.catalog.ProductStatus;
import dev.longhaul.shop.catalog.Variant;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.write.WriteMode;
import dev.longhaul.shop.productimport.upload.Upload;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.productimport.upload.UploadStore;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.SharedFiles;
import dev.longhaul.testing.Sql;
import jakarta.json.bind.JsonbBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an import promises on every database, from the uploaded bytes to the catalogue and the rejects. */
@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
class ProductImportTest {

    static final SchemaModule[] SCHEMA = {TestImports.SCHEMA, TestRuns.SCHEMA, AuditTables.SCHEMA, CatalogTables.SCHEMA
    };

    private final DatabaseKind kind;
    private Database database;
    private UploadStore uploads;
    private Imports imports;
    private ImportIntake intake;
    private ProductImportHandler handler;
    private Catalog catalog;
    private ImportChecks checks;

    ProductImportTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void wire() {
        database = kind.fresh(SCHEMA);
        WiredImports wired = WiredImports.on(database);
        uploads = wired.uploads();
        imports = wired.imports();
        intake = wired.intake();
        handler = wired.handler();
        catalog = new Catalog(database);
        checks = TestImports.checks(database);
    }

    static List<Arguments> realFiles() {
        return List.of(
                Arguments.of(
                        "shopify-sample.csv",
                        new ImportCounts(21, 0, 0, 0, 20, 21),
                        new ImportCounts(0, 0, 21, 0, 20, 21)),
                Arguments.of(
                        "shopware-products.csv",
                        new ImportCounts(60, 0, 0, 0, 59, 59),
                        new ImportCounts(0, 0, 60, 0, 59, 59)),
                Arguments.of(
                        "spree-products.csv",
                        new ImportCounts(124, 87, 0, 0, 37, 87),
                        new ImportCounts(0, 0, 211, 0, 37, 87)),
                Arguments.of(
                        "inventory-26k.csv",
                        new ImportCounts(26_137, 0, 0, 0, 26_137, 26_137),
                        new ImportCounts(0, 0, 26_137, 0, 26_137, 26_137)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("realFiles")
    void a_real_file_is_imported_to_the_last_record_and_a_second_import_changes_nothing(
            String file, ImportCounts first, ImportCounts second) throws Exception {
        byte[] bytes = SharedFiles.require("data/" + file);

        assertThat(imported(bytes).counts()).isEqualTo(first);
        assertThat(catalog.productCount()).isEqualTo(first.products());
        assertThat(catalog.variantCount()).isEqualTo(first.variants());
        assertThat(imported(bytes).counts()).isEqualTo(second);
        assertThat(catalog.productCount()).isEqualTo(first.products());
        assertThat(catalog.variantCount()).isEqualTo(first.variants());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("realFiles")
    void a_check_of_a_real_file_says_what_an_import_then_does(String file, ImportCounts first, ImportCounts second)
            throws Exception {
        byte[] bytes = SharedFiles.require("data/" + file);

        assertThat(checked(bytes).counts()).isEqualTo(first);
        assertThat(catalog.productCount()).isZero();
        imported(bytes);
        assertThat(checked(bytes).counts()).isEqualTo(second);
    }

    @Test
    void a_check_names_the_first_problems_and_keeps_nothing() throws Exception {
        StringBuilder rows = new StringBuilder("sku;name;price\n");
        for (int i = 0; i < 30; i++) {
            rows.append("C-")
                    .append(i)
                    .append(";Chair;")
                    .append(i < 25 ? "cheap" : "1,00")
                    .append('\n');
        }

        CheckedFile checked = checked(rows.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(checked.counts()).isEqualTo(new ImportCounts(5, 0, 0, 25, 5, 5));
        assertThat(checked.problems()).hasSize(20);
        assertThat(checked.problems().get(0).line()).isEqualTo(2);
        assertThat(checked.problems().get(0).fault().value()).isEqualTo("cheap");
        assertThat(uploadRows()).isZero();
    }

    @Test
    void records_of_one_product_far_apart_count_as_an_update_and_the_product_once() throws Exception {
        String far =
                IntStream.range(0, 1_200).mapToObj(i -> "F-" + i + ";Filler\n").collect(Collectors.joining());

        CheckedFile checked = checked(("sku;name\nA;Lamp\n" + far + "A;Lamp\n").getBytes(StandardCharsets.UTF_8));

        assertThat(checked.counts()).isEqualTo(new ImportCounts(1_201, 1, 0, 0, 1_201, 1_201));
    }

    @Test
    void a_check_ends_between_two_records_when_its_token_fires_and_keeps_nothing() throws Exception {
        CancellationSource client = new CancellationSource();
        try (ImportCheck check = checks.receive(
                "a.csv", stream("sku;name\nA;Lamp\n"), -1, "anna", ReadingChoices.NONE, WriteMode.BOTH)) {
            assertThat(uploadRows()).isEqualTo(1);
            client.cancel(CancellationReason.of(CancellationReason.Kind.CLIENT_GONE, "the client has gone"));

            assertThatThrownBy(() -> check.run(client.token())).isInstanceOf(OperationCancelledException.class);
        }
        assertThat(uploadRows()).isZero();
    }

    @Test
    void what_is_exported_is_imported_again_without_a_change() throws Exception {
        imported(Files.readAllBytes(Path.of("src/main/webapp/samples/products.csv")));
        ByteArrayOutputStream file = new ByteArrayOutputStream();

        new CatalogExport(catalog).write(file, CancellationToken.NONE);

        assertThat(imported(file.toByteArray()).counts()).isEqualTo(new ImportCounts(0, 0, 44, 0, 26, 44));
    }

    @Test
    void an_export_ends_between_two_products_when_its_token_fires() throws Exception {
        imported(Files.readAllBytes(Path.of("src/main/webapp/samples/products.csv")));
        CancellationSource reader = new CancellationSource();
        reader.cancel(CancellationReason.of(CancellationReason.Kind.CLIENT_GONE, "the reader has gone"));

        assertThatThrownBy(() -> new CatalogExport(catalog).write(new ByteArrayOutputStream(), reader.token()))
                .isInstanceOf(OperationCancelledException.class);
    }

    private CheckedFile checked(byte[] bytes) throws Exception {
        return checked(bytes, WriteMode.BOTH);
    }

    private CheckedFile checked(byte[] bytes, WriteMode mode) throws Exception {
        try (ImportCheck check =
                checks.receive("a.csv", new ByteArrayInputStream(bytes), -1, "anna", ReadingChoices.NONE, mode)) {
            return check.run(CancellationToken.NONE);
        }
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private long uploadRows() {
        return Sql.on(database).withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM upload")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void the_sample_file_that_the_page_offers_is_imported_without_a_fault() throws Exception {
        byte[] sample = Files.readAllBytes(Path.of("src/main/webapp/samples/products.csv"));

        assertThat(imported(sample).counts()).isEqualTo(new ImportCounts(44, 0, 0, 0, 26, 44));
        assertThat(imported(sample).counts()).isEqualTo(new ImportCounts(0, 0, 44, 0, 26, 44));
        assertThat(catalog.findByHandle("enamel-mug").orElseThrow().values().text(ProductField.DESCRIPTION))
                .isEqualTo("A mug that survives the campfire.\nHolds 350 ml. Not for the microwave.");
    }

    @Test
    void the_values_of_a_real_file_arrive() throws Exception {
        imported(SharedFiles.require("data/spree-products.csv"));

        Product vacuum = catalog.findByHandle("robot-vacuum-pro").orElseThrow();
        assertThat(vacuum.status()).isEqualTo(ProductStatus.ACTIVE);
        assertThat(vacuum.variants())
                .extracting(Variant::sku)
                .containsExactly("ROBOT-VACUUM-PRO-BLACK", "ROBOT-VACUUM-PRO-WHITE");
        assertThat(vacuum.variants().get(1).prices())
                .extracting(Price::currency)
                .containsExactly("EUR", "USD");
    }

    @Test
    void records_at_fault_are_kept_with_their_reason_and_the_others_are_imported() throws Exception {
        HeldImport run = imported(lines(
                "handle;sku;name;price;quantity",
                "chair;C-1;Stuhl;12,50;4",
                "lamp;L-1;\"Lampe",
                "rund\";abc;1",
                "table;T-1;Tisch;5;1;x",
                ";;Hocker;;",
                "shelf;S-1;Regal"));

        assertThat(run.counts()).isEqualTo(new ImportCounts(2, 0, 0, 3, 2, 2));
        List<Reject> rejects = imports.rejects(run.id(), 0, 10);
        assertThat(RejectText.of(rejects, Locale.ENGLISH))
                .containsExactly(
                        new RejectText(
                                2,
                                3,
                                "price-not-a-number",
                                List.of(),
                                "price",
                                "abc",
                                "this is not a price; write it like 12.50, 12,50 or 1.234,56, with or without a currency such as EUR",
                                List.of()),
                        new RejectText(
                                3,
                                5,
                                "too-many-cells",
                                List.of("6", "5", "1000"),
                                null,
                                null,
                                "the record has 6 cells, the header has 5; a text that contains the delimiter must be in quotes",
                                List.of()),
                        new RejectText(
                                4,
                                6,
                                "key-missing",
                                List.of(),
                                "handle",
                                null,
                                "the record does not say which product it means: the cell is blank",
                                List.of()));
        assertThat(RejectText.of(rejects, Locale.GERMANY).get(1).message())
                .isEqualTo("der Datensatz hat 6 Zellen, die Kopfzeile hat 5; ein Text mit dem Trennzeichen muss in"
                        + " Anführungszeichen stehen");
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        imports.downloadRejects(run.id(), "anna", Locale.GERMANY).writeTo(csv);
        assertThat(csv.toString(StandardCharsets.UTF_8))
                .startsWith(
                        "\uFEFFhandle,sku,name,price,quantity,surplus cells,record,line,code,message\r\nlamp,L-1,\"Lampe\nrund\",abc,1,,2,3,price-not-a-number,\"das ist kein Preis;");
    }

    @Test
    void a_record_that_the_catalogue_refuses_is_a_reject_like_any_other() throws Exception {
        imported(lines("handle,sku,name", "a,SAME,A", "b,SAME,B"));

        HeldImport run = imported(lines("sku,qty", "SAME,1", "NEW,1", "BAD,x"));

        assertThat(run.counts()).isEqualTo(new ImportCounts(1, 0, 0, 2, 1, 1));
        assertThat(imports.rejects(run.id(), 0, 10))
                .extracting(Reject::record, reject -> reject.fault().code())
                .containsExactly(tuple(1L, "sku-ambiguous"), tuple(3L, "quantity-not-whole"));
    }

    @Test
    void a_cancelled_import_keeps_what_it_has_committed_and_counts_it_exactly() throws Exception {
        RunId id = accepted(stockList(2_000));
        HeldImport run = held(id, RunProgress.none(2_000L)).cancelledAfter(2);

        handler.run(run);

        assertThat(run.committed().processed()).isEqualTo(2 * ImportChunk.MAX_RECORDS);
        assertThat(catalog.productCount()).isEqualTo(run.counts().products()).isEqualTo(1_000);
    }

    @Test
    void an_import_cancelled_before_it_reads_does_nothing() throws Exception {
        RunId id = accepted(stockList(10));
        HeldImport run = held(id, RunProgress.none(10L));
        run.cancel();

        assertThatThrownBy(() -> handler.run(run)).isInstanceOf(OperationCancelledException.class);

        assertThat(run.chunkCount()).isZero();
        assertThat(catalog.productCount()).isZero();
    }

    @Test
    void an_interrupted_import_goes_on_and_ends_with_the_counts_of_one_that_was_not() throws Exception {
        // two records for each product, and a bad one now and then: distinct counts must survive the change of owner
        byte[] bytes = lines(IntStream.rangeClosed(0, 1_700)
                .mapToObj(i ->
                        i == 0 ? "handle,sku,qty" : "h" + i % 700 + ",s" + i % 850 + "," + (i % 100 == 0 ? "x" : i))
                .toArray(String[]::new));
        RunId id = accepted(bytes);
        HeldImport interrupted = held(id, RunProgress.none(1_700L)).cancelledAfter(2);
        handler.run(interrupted);

        HeldImport resumed = held(id, interrupted.committed());
        handler.run(resumed);

        assertThat(resumed.counts().processed()).isEqualTo(1_700);
        assertThat(resumed.counts().products()).isEqualTo(catalog.productCount());
        assertThat(resumed.counts().variants()).isEqualTo(catalog.variantCount());
        assertThat(resumed.counts().failed()).isEqualTo(17);
        assertThat(imports.rejects(id, 0, 100)).hasSize(17);
    }

    @Test
    void a_chunk_that_lost_a_deadlock_is_written_again() throws Exception {
        RunId id = accepted(stockList(600));
        HeldImport run = held(id, RunProgress.none(600L)).with(chunk -> {
            if (chunk == 1) {
                throw new SQLException("deadlock", "40P01");
            }
        });

        handler.run(run);

        assertThat(run.counts()).isEqualTo(new ImportCounts(600, 0, 0, 0, 600, 600));
        assertThat(run.chunkCount()).isEqualTo(3);
        assertThat(catalog.productCount()).isEqualTo(600);
    }

    @Test
    void a_chunk_that_fails_again_and_again_ends_the_import() throws Exception {
        RunId id = accepted(stockList(10));
        HeldImport run = held(id, RunProgress.none(10L)).with(chunk -> {
            throw new SQLException("deadlock", "40P01");
        });

        assertThatThrownBy(() -> handler.run(run)).isInstanceOf(SQLException.class);

        assertThat(run.chunkCount()).isEqualTo(3);
        assertThat(catalog.productCount()).isZero();
    }

    @Test
    void a_stored_file_that_has_changed_is_not_imported() throws Exception {
        RunId id = accepted(lines("sku,qty", "A,1"));
        Sql.on(database)
                .useHandle(
                        handle -> handle.execute("UPDATE upload_part SET bytes = ?", (Object) lines("sku,qty", "A,2")));
        HeldImport run = held(id, RunProgress.none(1L));

        assertThatThrownBy(() -> handler.run(run))
                .isInstanceOf(RunFailedException.class)
                .hasMessageStartingWith("The stored file is not the one that was uploaded: ");

        assertThat(catalog.productCount()).isZero();
    }

    @Test
    void an_upload_that_is_gone_fails_the_import_with_a_sentence() throws Exception {
        RunId id = accepted(lines("sku,qty", "A,1"));
        HeldImport run = held(id, RunProgress.none(1L));
        Sql.on(database).useHandle(handle -> UploadStore.giveUpOfRun(handle, id));

        assertThatThrownBy(() -> handler.run(run)).hasMessage("The uploaded file is no longer stored.");
    }

    @Test
    void progress_names_its_phase_and_never_runs_ahead_of_what_is_committed() throws Exception {
        RunId id = accepted(stockList(1_200));
        HeldImport run = held(id, RunProgress.none(1_200L));

        handler.run(run);

        assertThat(run.published())
                .extracting(RunProgress::phase)
                .containsExactly("validating", "importing", "importing", "importing");
        assertThat(run.published()).extracting(RunProgress::processed).containsExactly(0L, 500L, 1_000L, 1_200L);
    }

    static List<Arguments> refusedFiles() {
        return List.of(
                Arguments.of("", "empty", 422, "The file is empty."),
                Arguments.of("%PDF-1.7", "not-a-table", 415, "The file is a PDF file"),
                Arguments.of("a,b\n1,2\n", "no-known-column", 422, "The header has no column that is known"),
                Arguments.of(
                        "sku,name\n1,\"x\n", "unclosed-quote", 422, "The record that starts on line 2 opens a quote"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refusedFiles")
    void a_file_that_cannot_be_an_import_is_refused_and_leaves_nothing(
            String text, String code, int status, String sentence) {
        UploadRefusedException refusal = catchThrowableOfType(
                UploadRefusedException.class, () -> accepted(text.getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal).hasMessageStartingWith(sentence).hasMessageEndingWith(".");
        for (String table : List.of("upload", "upload_part", "run")) {
            long left = Sql.on(database).withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                    .mapTo(Long.class)
                    .one());
            assertThat(left).as(table).isZero();
        }
    }

    @Test
    void the_reject_that_is_one_too_many_stops_the_import_there_and_so_does_whoever_takes_it_over() throws Exception {
        // the catalogue refuses the record of the unknown price, the file has the others
        RunId id = accepted(
                lines("sku,name,price,cost", "A,Lamp,1,", "B,Chair,cheap,", "C,Sofa,,2", "D,Bed,3,", "E,Table,free,"));
        HeldImport stopped = held(id, RunProgress.none(null), 1L);

        RunFailedException failure = catchThrowableOfType(RunFailedException.class, () -> handler.run(stopped));

        assertThat(failure)
                .hasMessageStartingWith(
                        "Stopped at record 3: with it 2 records are rejected, and only 1 were allowed.");
        assertThat(stopped.counts()).isEqualTo(new ImportCounts(1, 0, 0, 2, 1, 1));
        assertThat(imports.rejects(id, 0, 10)).extracting(Reject::line).containsExactly(3L, 4L);

        // the owner may have died before the run was recorded as failed
        HeldImport next = held(id, stopped.committed(), 1L);
        assertThat(catchThrowableOfType(RunFailedException.class, () -> handler.run(next)))
                .hasMessage(failure.getMessage());
        assertThat(next.chunkCount()).isZero();
    }

    @Test
    void as_many_rejects_as_are_allowed_stop_nothing() throws Exception {
        RunId id = accepted(lines("sku,name,price", "A,Lamp,1", "B,Chair,cheap", "D,Bed,3"));
        HeldImport run = held(id, RunProgress.none(null), 1L);

        handler.run(run);

        assertThat(run.counts()).isEqualTo(new ImportCounts(2, 0, 0, 1, 2, 2));
        assertThat(run.chunkCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void a_mode_holds_over_a_change_of_owner_and_a_check_says_what_it_skips(WriteMode mode) throws Exception {
        // h0 to h99 exist with one variant each; the file has two variants of each product, 750 records apart
        imported(records(100, 1));
        byte[] file = records(750, 1, 2);
        ImportCounts checked = checked(file, mode).counts();
        RunId id = accepted(file);
        ImportRequest request = new ImportRequest(
                Objects.requireNonNull(uploads.ofRuns(List.of(id)).get(id)).id(),
                null,
                mode,
                OnCancel.KEEP,
                null,
                null);

        HeldImport first = new HeldImport(database, id, request, RunProgress.none(null)).cancelledAfter(2);
        handler.run(first);
        HeldImport next = new HeldImport(database, id, request, first.committed());
        handler.run(next);

        assertThat(next.counts())
                .isEqualTo(
                        switch (mode) {
                            case BOTH -> new ImportCounts(1_400, 0, 100, 0, 0, 750, 1_500);
                            case CREATE -> new ImportCounts(1_300, 0, 0, 0, 200, 650, 1_300);
                            case UPDATE -> new ImportCounts(0, 0, 100, 0, 1_400, 100, 100);
                        });
        assertThat(next.counts().processed()).isEqualTo(1_500);
        assertThat(checked).isEqualTo(next.counts());
        assertThat(imports.rejects(id, 0, 1)).isEmpty();
    }

    @Test
    void a_request_that_an_earlier_version_has_recorded_creates_and_updates() {
        ImportRequest earlier = JsonbBuilder.create()
                .fromJson("{\"uploadId\":\"5b0a2c1e-7f7d-4d53-8d7a-0d4b3f7e9c11\"}", ImportRequest.class);

        assertThat(earlier).isEqualTo(ImportRequest.of(earlier.uploadId()));
        assertThat(earlier.mode()).isEqualTo(WriteMode.BOTH);
    }

    /** A record for each variant of each product; first the products with the first variant, then with the next. */
    private static byte[] records(int products, int... variants) {
        Stream<String> records = IntStream.of(variants).boxed().flatMap(variant -> IntStream.range(0, products)
                .mapToObj(i -> "h" + i + ",s" + i + "-" + variant + ",Color " + variant + "," + variant));
        return lines(Stream.concat(Stream.of("handle,sku,option1_value,qty"), records)
                .toArray(String[]::new));
    }

    private HeldImport imported(byte[] bytes) throws Exception {
        RunId id = accepted(bytes);
        HeldImport run = held(id, RunProgress.none(null));
        handler.run(run);
        return run;
    }

    private RunId accepted(byte[] bytes) throws UploadRefusedException {
        return intake.accept("products.csv", new ByteArrayInputStream(bytes), bytes.length, "anna");
    }

    private HeldImport held(RunId id, RunProgress committed) {
        return held(id, committed, null);
    }

    private HeldImport held(RunId id, RunProgress committed, @Nullable Long mostRejects) {
        Upload upload = Objects.requireNonNull(uploads.ofRuns(List.of(id)).get(id));
        return new HeldImport(
                database,
                id,
                new ImportRequest(upload.id(), mostRejects, WriteMode.BOTH, OnCancel.KEEP, null, null),
                committed);
    }

    private static byte[] stockList(int count) {
        return lines(IntStream.rangeClosed(0, count)
                .mapToObj(i -> i == 0 ? "sku,quantityOnStock" : "S-" + i + "," + i)
                .toArray(String[]::new));
    }

    private static byte[] lines(String... lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
