package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.run.RunFailedException;
import dev.longhaul.run.RunId;
import dev.longhaul.run.RunProgress;
import dev.longhaul.run.StartPolicy;
import dev.longhaul.shop.catalog.undo.CatalogSnapshot;
import dev.longhaul.shop.catalog.write.WriteMode;
import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.productimport.ImportOptions.PlanToFollow;
import dev.longhaul.shop.productimport.undo.ProductUndoHandler;
import dev.longhaul.shop.productimport.undo.UndoOnCancel;
import dev.longhaul.shop.productimport.undo.UndoRequest;
import dev.longhaul.shop.productimport.undo.Undos;
import dev.longhaul.shop.productimport.upload.Upload;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.productimport.upload.UploadStore;
import dev.longhaul.shop.reading.cell.DecimalMark;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An import that follows a plan does what its check has said, or nothing. The system properties
 * {@code longhaul.test.seed} and {@code longhaul.test.planned-imports} repeat a run and make it longer.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
class PlannedImportTest {

    private static final int ROUNDS = Integer.getInteger("longhaul.test.planned-imports", 20);
    private static final String HEADER = "handle,sku,name,quantity,price,vendor";

    private static final ReadingChoices IN_DOLLARS =
            new ReadingChoices(FileChoices.NONE, DecimalMark.UNKNOWN, "USD", null, Map.of(), false, null, false, null);

    private final DatabaseKind kind;
    private final long seed = Long.getLong("longhaul.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private Database database;
    private UploadStore uploads;
    private ImportRecords records;
    private ImportIntake intake;
    private ImportChecks checks;
    private ProductImportHandler handler;
    private ProductUndoHandler undoHandler;
    private Undos undos;

    PlannedImportTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void wire() {
        database = kind.fresh(ProductImportTest.SCHEMA);
        WiredImports wired = WiredImports.on(database);
        uploads = wired.uploads();
        records = wired.records();
        intake = wired.intake();
        checks = TestImports.checks(database);
        handler = wired.handler();
        undoHandler = wired.undoHandler();
        undos = wired.undos();
    }

    @Test
    void the_result_is_what_the_check_has_said_or_the_start_is_refused() throws Exception {
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String as = "seed " + seed + ", round " + round;
            run(randomFile(60), null);
            byte[] file = randomFile(90);
            CheckedFile checked = check(file);
            List<String> before = rows();
            if (random.nextBoolean()) {
                run(randomFile(2), null);
            }
            boolean isSame = rows().equals(before);
            List<String> now = rows();
            try {
                HeldImport held = run(file, new PlanToFollow(checked.plan(), false));
                assertThat(held.counts()).as(as).isEqualTo(checked.counts());
            } catch (UploadRefusedException changed) {
                assertThat(changed.code()).as(as).isEqualTo("changed-since-check");
                assertThat(isSame).as(as).isFalse();
                assertThat(rows()).as(as).isEqualTo(now);
                refused++;
            } catch (RunFailedException changed) {
                // a product was made that the file makes, too
                assertThat(isSame).as(as).isFalse();
                assertThat(rows()).as(as).isEqualTo(now);
                refused++;
            }
        }
        assertThat(refused).as("seed " + seed).isBetween(1, ROUNDS - 1);
    }

    @Test
    void the_start_names_the_products_that_were_changed_or_removed() throws Exception {
        run(file("a,a1,A,1,,", "b,b1,B,1,,", "c,c1,C,1,,"), null);
        byte[] file = file("a,a1,A,2,,", "b,b1,B,2,,", "d,d1,D,1,,");
        CheckedFile checked = check(file);
        assertThat(checked.counts().updated()).isEqualTo(2);
        assertThat(checked.counts().created()).isEqualTo(1);

        run(file("c,c1,C,9,,"), null);
        run(file("b,b1,B,9,,"), null);
        Sql.on(database).useHandle(sql -> {
            sql.execute("DELETE FROM product_variant WHERE sku = 'a1'");
            sql.execute("DELETE FROM product WHERE handle = 'a'");
        });

        assertThatThrownBy(() -> run(file, new PlanToFollow(checked.plan(), false)))
                .isInstanceOfSatisfying(UploadRefusedException.class, refused -> {
                    assertThat(refused.status()).isEqualTo(412);
                    assertThat(refused).hasMessageContaining("2 of its products were changed or removed: #");
                    assertThat(refused).hasMessageContaining(", b. Nothing was imported");
                });
        HeldImport held = run(file, new PlanToFollow(checked.plan(), true));
        assertThat(held.counts()).isEqualTo(new ImportCounts(1, 0, 0, 2, 0, 1, 1));
        assertThat(reasons(held.id()))
                .containsExactlyInAnyOrder(
                        "the product of this record has been removed or given another key since the check",
                        "product b has been changed since the check");
    }

    @Test
    void a_plan_is_of_one_user_and_file_and_reading_and_is_followed_once() throws Exception {
        byte[] file = file("a,a1,A,1,,");
        UUID plan = check(file).plan();

        assertThat(refusal(file, plan, "bert", ReadingChoices.NONE)).isEqualTo("plan-gone");
        ImportStart keyed = new ImportStart(
                "bert",
                "a key, as a staged file has one",
                null,
                StartPolicy.QUEUE,
                null,
                ReadingChoices.NONE,
                false,
                options(new PlanToFollow(plan, false)));
        assertThatThrownBy(() -> intake.accept("products.csv", new ByteArrayInputStream(file), file.length, keyed))
                .isInstanceOfSatisfying(UploadRefusedException.class, gone -> assertThat(gone.code())
                        .isEqualTo("plan-gone"));
        assertThat(refusal(file("a,a1,A,2,,"), plan, "anna", ReadingChoices.NONE))
                .isEqualTo("not-the-checked");
        assertThat(refusal(file, plan, "anna", IN_DOLLARS)).isEqualTo("not-the-checked");
        UUID again = check(file).plan();
        assertThat(refusal(file, plan, "anna", ReadingChoices.NONE))
                .as("another check took its place")
                .isEqualTo("plan-gone");
        run(file, new PlanToFollow(again, false));
        assertThat(refusal(file, again, "anna", ReadingChoices.NONE)).isEqualTo("plan-gone");
    }

    @Test
    void the_same_start_sent_again_gives_the_import_that_follows_the_plan() throws Exception {
        byte[] file = file("a,a1,A,1,,");
        PlanToFollow plan = new PlanToFollow(check(file).plan(), false);
        ImportStart start = start(plan).withIdempotencyKey("once");

        RunId first = intake.accept("products.csv", new ByteArrayInputStream(file), file.length, start);

        assertThat(intake.accept("products.csv", new ByteArrayInputStream(file), file.length, start))
                .isEqualTo(first);
    }

    @Test
    void a_product_that_is_changed_while_the_import_runs_fails_it_and_undoes_what_it_has_done() throws Exception {
        String[] lines = IntStream.range(0, 1_100)
                .mapToObj(i -> "h" + i + ",s" + i + ",N,1,,")
                .toArray(String[]::new);
        run(file(lines), null);
        byte[] file = file(IntStream.range(0, 1_100)
                .mapToObj(i -> "h" + i + ",s" + i + ",N,2,,")
                .toArray(String[]::new));
        CheckedFile checked = check(file);
        HeldImport held = accepted(file, new PlanToFollow(checked.plan(), false));
        handler.run(held.cancelledAfter(1));
        run(file("h700,s700,N,9,,"), null);

        HeldImport next = resumed(held);
        assertThatThrownBy(() -> handler.run(next))
                .isInstanceOf(RunFailedException.class)
                .hasMessage(
                        "Stopped at line 702: product h700 has been changed since the check. What was imported before is"
                                + " undone. Check the file again.");
        assertThat(quantities(2)).isEqualTo(500);
        UndoOnCancel dueUndos = new UndoOnCancel(database, undos);
        dueUndos.startDue(CancellationToken.NONE);
        assertThat(undos.newestOf(held.id())).as("it has not failed yet").isEmpty();
        Sql.on(database)
                .useHandle(sql -> sql.execute(
                        "UPDATE run SET status = 'FAILED', chunk_count = 2, finished_at = CURRENT_TIMESTAMP WHERE id = ?",
                        held.id().value()));

        dueUndos.startDue(CancellationToken.NONE);
        RunId undo = undos.newestOf(held.id()).orElseThrow().id();
        UUID imported = held.id().value();
        undoHandler.run(new HeldRun<>(database, undo, new UndoRequest(imported, imported), RunProgress.none(null)));

        assertThat(quantities(2)).isZero();
        assertThat(quantities(1)).isEqualTo(1_099);
        assertThat(quantities(9)).as("what someone else has changed").isEqualTo(1);
    }

    @Test
    void what_the_import_itself_has_changed_is_as_planned_for_the_next_owner_too() throws Exception {
        List<String> lines = new ArrayList<>();
        IntStream.range(0, 600).forEach(i -> lines.add("h" + i + ",s" + i + ",N,2,,"));
        lines.add("h7,s7-x,,3,,");
        lines.add("new,n1,N,1,,");
        run(
                file(IntStream.range(0, 600)
                        .mapToObj(i -> "h" + i + ",s" + i + ",N,1,,")
                        .toArray(String[]::new)),
                null);
        byte[] file = file(lines.toArray(String[]::new));
        CheckedFile checked = check(file);
        HeldImport held = accepted(file, new PlanToFollow(checked.plan(), false));

        handler.run(held.cancelledAfter(1));
        HeldImport next = resumed(held);
        handler.run(next);

        assertThat(next.counts()).isEqualTo(checked.counts());
        assertThat(checked.counts()).isEqualTo(new ImportCounts(2, 600, 0, 0, 0, 601, 602));
    }

    private HeldImport resumed(HeldImport first) {
        return new HeldImport(database, first.id(), first.request(), first.committed());
    }

    private CheckedFile check(byte[] file) throws Exception {
        try (ImportCheck check = checks.receive(
                "products.csv",
                new ByteArrayInputStream(file),
                file.length,
                "anna",
                ReadingChoices.NONE,
                WriteMode.BOTH)) {
            return check.run(CancellationToken.NONE);
        }
    }

    private HeldImport run(byte[] file, @Nullable PlanToFollow plan) throws Exception {
        HeldImport held = accepted(file, plan);
        handler.run(held);
        return held;
    }

    private HeldImport accepted(byte[] file, @Nullable PlanToFollow plan) throws Exception {
        RunId id = intake.accept("products.csv", new ByteArrayInputStream(file), file.length, start(plan));
        Upload upload = Objects.requireNonNull(uploads.ofRuns(List.of(id)).get(id));
        ImportRequest request = new ImportRequest(
                upload.id(),
                null,
                WriteMode.BOTH,
                OnCancel.KEEP,
                plan == null ? null : plan.id(),
                plan == null ? null : plan.rejectsChanged());
        return new HeldImport(database, id, request, RunProgress.none(null));
    }

    private static ImportStart start(@Nullable PlanToFollow plan) {
        return ImportStart.by("anna").withOptions(options(plan));
    }

    private static ImportOptions options(@Nullable PlanToFollow plan) {
        return new ImportOptions(null, WriteMode.BOTH, OnCancel.KEEP, plan);
    }

    private String refusal(byte[] file, UUID plan, String user, ReadingChoices choices) {
        try {
            ImportStart start = new ImportStart(
                    user, null, null, StartPolicy.QUEUE, null, choices, false, options(new PlanToFollow(plan, false)));
            intake.accept("products.csv", new ByteArrayInputStream(file), file.length, start);
            return "not refused";
        } catch (UploadRefusedException refused) {
            return refused.code();
        }
    }

    private List<String> reasons(RunId run) {
        return records.left().page(records.left().selection(run, null, undone -> false), 0, 10).stream()
                .map(rejected -> rejected.reject().fault().message(Locale.ENGLISH))
                .toList();
    }

    private long quantities(int quantity) {
        return Sql.on(database)
                .withHandle(sql -> sql.createQuery("SELECT COUNT(*) FROM product_variant WHERE quantity = :quantity")
                        .bind("quantity", quantity)
                        .mapTo(Long.class)
                        .one());
    }

    private List<String> rows() {
        return CatalogSnapshot.of(database);
    }

    /** Of one chunk. */
    private byte[] randomFile(int count) {
        String[] lines = new String[count];
        for (int i = 0; i < count; i++) {
            int product = random.nextInt(120);
            lines[i] = String.join(
                    ",",
                    "h" + product,
                    random.nextInt(9) == 0 ? "" : "s" + product + "-" + random.nextInt(3),
                    random.nextInt(3) == 0 ? "" : "Product " + random.nextInt(5),
                    random.nextInt(4) == 0 ? "" : Integer.toString(random.nextInt(3)),
                    random.nextInt(40) == 0 ? "cheap" : random.nextInt(3) == 0 ? "" : random.nextInt(4) + ".50",
                    random.nextInt(3) == 0 ? "" : "Acme " + random.nextInt(2));
        }
        return file(lines);
    }

    private static byte[] file(String... lines) {
        return (HEADER + "\n" + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
