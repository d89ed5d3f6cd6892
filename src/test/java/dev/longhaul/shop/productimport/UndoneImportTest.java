package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.database.Database;
import dev.longhaul.run.ResumeAnswer;
import dev.longhaul.run.RunId;
import dev.longhaul.run.RunProgress;
import dev.longhaul.run.Runs;
import dev.longhaul.shop.catalog.undo.CatalogSnapshot;
import dev.longhaul.shop.catalog.undo.ChangeStore.ChangedProducts;
import dev.longhaul.shop.catalog.undo.KeptProduct;
import dev.longhaul.shop.productimport.undo.ProductUndoHandler;
import dev.longhaul.shop.productimport.undo.UndoCounts;
import dev.longhaul.shop.productimport.undo.UndoRefusedException;
import dev.longhaul.shop.productimport.undo.UndoRefusedException.Refusal;
import dev.longhaul.shop.productimport.undo.UndoRequest;
import dev.longhaul.shop.productimport.undo.UndoView;
import dev.longhaul.shop.productimport.undo.Undos;
import dev.longhaul.shop.productimport.upload.Upload;
import dev.longhaul.shop.productimport.upload.UploadStore;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Sql;
import jakarta.json.bind.JsonbBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What an import and its undo leave, also when either was cut off and continued. The system properties
 * {@code longhaul.test.seed} and {@code longhaul.test.undone-imports} repeat a run and make it longer.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
class UndoneImportTest {

    private static final int ROUNDS = Integer.getInteger("longhaul.test.undone-imports", 3);

    private final DatabaseKind kind;
    private final long seed = Long.getLong("longhaul.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private Database database;
    private UploadStore uploads;
    private ImportIntake intake;
    private ProductImportHandler importHandler;
    private ProductUndoHandler undoHandler;
    private Runs runs;
    private Undos undos;

    UndoneImportTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void wire() {
        database = kind.fresh(ProductImportTest.SCHEMA);
        WiredImports wired = WiredImports.on(database);
        uploads = wired.uploads();
        runs = wired.runs();
        intake = wired.intake();
        importHandler = wired.handler();
        undoHandler = wired.undoHandler();
        undos = wired.undos();
    }

    @Test
    void an_import_and_its_undo_leave_the_catalogue_as_it_was_wherever_they_are_cut_off() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String as = "seed " + seed + ", round " + round;
            RunId before = accepted(randomFile(800));
            run(before);
            List<String> catalogue = rows();

            RunId imported = accepted(randomFile(1_800));
            HeldImport first = heldImport(imported, RunProgress.none(null));
            int chunks = 1 + random.nextInt(2);
            if (random.nextBoolean()) {
                // one owner stops, the next one continues and is stopped or fails, too
                importHandler.run(first.cancelledAfter(chunks));
                HeldImport second = heldImport(imported, first.committed());
                boolean fails = random.nextBoolean();
                if (fails) {
                    assertThatThrownBy(() -> importHandler.run(second.with(chunk -> {
                                throw new IllegalStateException("broken");
                            })))
                            .hasMessage("broken");
                } else {
                    importHandler.run(second.cancelledAfter(1));
                }
                end(imported, fails ? "FAILED" : "CANCELLED", second.committed());
            } else {
                importHandler.run(first);
                end(imported, "SUCCEEDED", first.committed());
            }
            List<String> afterImport = rows();

            RunId undo = undos.start(imported, "anna");
            HeldRun<UndoRequest> part = heldUndo(undo, imported, imported, RunProgress.none(null));
            undoHandler.run(part.cancelledAfter(1 + random.nextInt(2)));
            boolean continues = random.nextInt(3) > 0;
            if (continues) {
                HeldRun<UndoRequest> rest = heldUndo(undo, imported, imported, part.committed());
                undoHandler.run(rest);
                end(undo, "SUCCEEDED", rest.committed());
                assertThat(rows()).as(as).isEqualTo(catalogue);
                UndoView view = undos.find(undo).orElseThrow();
                assertThat(view.counts()).isEqualTo(new UndoCounts(Objects.requireNonNull(view.total()), 0, 0));
                assertThat(view.percent()).hasValue(100);
            } else {
                end(undo, "CANCELLED", part.committed());
            }

            RunId redo = undos.start(undo, "anna");
            HeldRun<UndoRequest> redone = heldUndo(redo, undo, imported, RunProgress.none(null));
            undoHandler.run(redone.cancelledAfter(1));
            HeldRun<UndoRequest> redoneToTheEnd = heldUndo(redo, undo, imported, redone.committed());
            undoHandler.run(redoneToTheEnd);
            end(redo, "SUCCEEDED", redoneToTheEnd.committed());
            assertThat(rows()).as(as).isEqualTo(afterImport);
            UndoView undoView = undos.find(undo).orElseThrow();
            UndoView redoView = undos.find(redo).orElseThrow();
            assertThat(redoView.counts())
                    .as("each product once, " + as)
                    .isEqualTo(new UndoCounts(Objects.requireNonNull(redoView.total()), 0, 0));
            if (continues) {
                assertThat(redoView.total()).as(as).isEqualTo(undoView.total());
            }

            assertThat(refusalOf(undo)).isEqualTo(Refusal.UNDONE);
            assertThat(refusalOf(redo)).isEqualTo(Refusal.REDONE);
            RunId again = undos.start(imported, "anna");
            undoHandler.run(heldUndo(again, imported, imported, RunProgress.none(null)));
            assertThat(rows()).as("undone again, " + as).isEqualTo(catalogue);
        }
    }

    @Test
    void a_product_that_someone_changes_while_the_undo_is_cut_off_is_kept_and_counted_once() throws Exception {
        RunId imported = accepted(lines("handle,sku,name,quantity", products(1_200, 1)));
        run(imported);
        RunId undo = undos.start(imported, "anna");
        HeldRun<UndoRequest> part = heldUndo(undo, imported, imported, RunProgress.none(null));
        undoHandler.run(part.cancelledAfter(1));
        run(accepted(lines("handle,sku,name,quantity", "h7,s7,Product 7,99")));

        HeldRun<UndoRequest> rest = heldUndo(undo, imported, imported, part.committed());
        undoHandler.run(rest);
        end(undo, "SUCCEEDED", rest.committed());

        assertThat(undos.find(undo).orElseThrow().counts()).isEqualTo(new UndoCounts(1_199, 1, 0));
        assertThat(undos.kept(undo, 0, 10)).extracting(KeptProduct::handle).containsExactly("h7");
        assertThat(rows()).as("a product and its variant").hasSize(2);
    }

    @Test
    void a_product_of_two_chunks_that_was_changed_since_is_kept_by_the_next_owner_too() throws Exception {
        List<String> lines = new ArrayList<>(List.of(products(600, 1)));
        lines.add("h7,s7b,Product 7,50");
        RunId imported = accepted(lines("handle,sku,name,quantity", lines.toArray(String[]::new)));
        run(imported);
        run(accepted(lines("handle,sku,name,quantity", "h7,s7,Product 7,99")));
        RunId undo = undos.start(imported, "anna");

        HeldRun<UndoRequest> part = heldUndo(undo, imported, imported, RunProgress.none(null));
        undoHandler.run(part.cancelledAfter(1));
        assertThat(undos.kept(undo, 0, 10)).as("kept in the last chunk").hasSize(1);
        HeldRun<UndoRequest> rest = heldUndo(undo, imported, imported, part.committed());
        undoHandler.run(rest);
        end(undo, "SUCCEEDED", rest.committed());

        assertThat(undos.find(undo).orElseThrow().counts()).isEqualTo(new UndoCounts(599, 1, 0));
    }

    @Test
    void an_import_is_undone_after_its_end_once_and_then_not_resumed() throws Exception {
        RunId imported = accepted(lines("handle,sku,name,quantity", products(3, 1)));
        assertThat(refusalOf(imported)).isEqualTo(Refusal.NOT_ENDED);
        assertThat(undos.offer(imported)).isEmpty();
        HeldImport held = heldImport(imported, RunProgress.none(null));
        importHandler.run(held);
        end(imported, "FAILED", held.committed());
        assertThat(undos.offer(imported)).contains(new ChangedProducts(3, 3));

        RunId undo = undos.start(imported, "anna");

        assertThat(undos.newestOf(imported).orElseThrow().id()).isEqualTo(undo);
        assertThat(undos.offer(imported)).isEmpty();
        assertThat(refusalOf(imported)).isEqualTo(Refusal.UNDONE);
        assertThat(runs.resume(imported, "anna")).isEqualTo(ResumeAnswer.HELD);
        assertThat(refusalOf(undo)).isEqualTo(Refusal.NOT_ENDED);
    }

    @Test
    void an_import_that_changed_nothing_and_one_without_a_record_are_refused() throws Exception {
        byte[] file = lines("handle,sku,name,quantity", products(3, 1));
        run(accepted(file));
        RunId unchanged = accepted(file);
        run(unchanged);
        assertThat(refusalOf(unchanged)).isEqualTo(Refusal.NOTHING_CHANGED);

        RunId old = accepted(lines("handle,sku,name,quantity", products(3, 2)));
        run(old);
        Sql.on(database).useHandle(handle -> handle.execute("DELETE FROM catalog_change"));
        assertThat(refusalOf(old)).isEqualTo(Refusal.NOT_RECORDED);
    }

    private Refusal refusalOf(RunId id) {
        try {
            undos.start(id, "anna");
            throw new AssertionError("it was not refused");
        } catch (UndoRefusedException refused) {
            return refused.refusal();
        }
    }

    private void run(RunId id) throws Exception {
        HeldImport held = heldImport(id, RunProgress.none(null));
        importHandler.run(held);
        end(id, "SUCCEEDED", held.committed());
    }

    private RunId accepted(byte[] bytes) throws Exception {
        return intake.accept("products.csv", new ByteArrayInputStream(bytes), bytes.length, "anna");
    }

    private HeldImport heldImport(RunId id, RunProgress committed) {
        Upload upload = Objects.requireNonNull(uploads.ofRuns(List.of(id)).get(id));
        return new HeldImport(database, id, ImportRequest.of(upload.id()), committed);
    }

    private HeldRun<UndoRequest> heldUndo(RunId id, RunId undone, RunId imported, RunProgress committed) {
        return new HeldRun<>(database, id, new UndoRequest(undone.value(), imported.value()), committed);
    }

    private void end(RunId id, String status, RunProgress progress) {
        Sql.on(database)
                .useHandle(handle -> handle.execute(
                        "UPDATE run SET status = ?, progress = ?, chunk_count = 1, finished_at = CURRENT_TIMESTAMP"
                                + " WHERE id = ?",
                        status,
                        JsonbBuilder.create().toJson(progress),
                        id.value()));
    }

    private List<String> rows() {
        return CatalogSnapshot.of(database);
    }

    /** Few products, many variants, blanks, prices that come and change, and a record now and then that is rejected. */
    private byte[] randomFile(int records) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            int product = random.nextInt(records);
            lines.add(String.join(
                    ",",
                    "h" + product,
                    random.nextInt(9) == 0 ? "" : "s" + product + "-" + random.nextInt(3),
                    random.nextInt(3) == 0 ? "" : "Product " + random.nextInt(5),
                    random.nextInt(4) == 0 ? "" : Integer.toString(random.nextInt(3)),
                    random.nextInt(40) == 0 ? "cheap" : random.nextInt(3) == 0 ? "" : random.nextInt(4) + ".50",
                    random.nextInt(3) == 0 ? "" : "Acme " + random.nextInt(2)));
        }
        return lines("handle,sku,name,quantity,price,vendor", lines.toArray(String[]::new));
    }

    private static String[] products(int count, int quantity) {
        String[] lines = new String[count];
        for (int i = 0; i < count; i++) {
            lines[i] = "h" + i + ",s" + i + ",Product " + i + "," + quantity;
        }
        return lines;
    }

    private static byte[] lines(String header, String... lines) {
        return (header + "\n" + String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
