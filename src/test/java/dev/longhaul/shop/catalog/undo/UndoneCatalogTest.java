package dev.longhaul.shop.catalog.undo;

import static dev.longhaul.shop.catalog.write.TestRecords.named;
import static dev.longhaul.shop.catalog.write.TestRecords.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.longhaul.shop.catalog.TestCatalog;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.undo.ChangeStore.RecordedChunk;
import dev.longhaul.shop.catalog.undo.KeptProduct.Reason;
import dev.longhaul.shop.catalog.write.FileReferences;
import dev.longhaul.shop.catalog.write.ProductKey;
import dev.longhaul.shop.catalog.write.ProductRecord;
import dev.longhaul.shop.catalog.write.RandomRecords;
import dev.longhaul.shop.catalog.write.RecordFilter;
import dev.longhaul.shop.catalog.write.TestRecords;
import dev.longhaul.shop.catalog.write.VariantValues;
import dev.longhaul.testing.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an undo leaves: the catalogue of before, row for row, with ids and revisions, and whatever others have changed.
 * The system properties {@code longhaul.test.seed} and {@code longhaul.test.undos} repeat a run and make it longer.
 */
@ParameterizedClass
@MethodSource("dev.longhaul.shop.catalog.TestCatalog#onEachDatabase")
class UndoneCatalogTest {

    private static final int ROUNDS = Integer.getInteger("longhaul.test.undos", 8);
    private static final int RECORDS = 12;

    private final TestCatalog catalog;
    private final ChangeStore store;
    private final long seed = Long.getLong("longhaul.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final RandomRecords records = new RandomRecords(random);

    UndoneCatalogTest(TestCatalog catalog) {
        this.catalog = catalog;
        this.store = new ChangeStore(catalog.database());
    }

    @BeforeEach
    void empty() {
        catalog.empty();
    }

    @Test
    void a_run_and_its_undo_leave_the_catalogue_as_it_was_and_undoing_the_undo_as_the_run_left_it() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            catalog.empty();
            for (int before = random.nextInt(4); before > 0; before--) {
                catalog.write(records.next(RECORDS).toArray(ProductRecord[]::new));
            }
            for (int run = 0; run < 2; run++) {
                List<String> before = rows();
                UUID imported = imported(1 + random.nextInt(4));
                List<String> after = rows();

                Undone undo = undone(imported, Integer.MAX_VALUE);
                assertThat(rows()).as("undone, seed %d, round %d", seed, round).isEqualTo(before);
                assertThat(undo.kept()).isEmpty();
                assertThat(undo.restored()).isEqualTo(store.products(imported).all());
                Undone redo = undone(undo.run(), Integer.MAX_VALUE);
                assertThat(rows()).as("redone, seed %d, round %d", seed, round).isEqualTo(after);
                assertThat(redo.kept()).isEmpty();

                UUID half = undone(imported, 1).run();
                undone(half, Integer.MAX_VALUE);
                assertThat(rows())
                        .as("half undone and redone, seed %d, round %d", seed, round)
                        .isEqualTo(after);
            }
        }
    }

    @Test
    void products_that_others_change_stay_as_they_are_and_all_others_are_restored() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            catalog.empty();
            catalog.write(records.next(2 * RECORDS).toArray(ProductRecord[]::new));
            UUID run = UUID.randomUUID();
            RunTouches touches = new RunTouches();
            Map<Long, List<String>> before = new HashMap<>();
            Set<Long> foreign = new HashSet<>();
            int chunks = 1 + random.nextInt(4);
            for (int chunk = 1; chunk <= chunks; chunk++) {
                List<String> beforeChunk = rows();
                importChunk(run, chunk, touches)
                        .forEach(change -> before.putIfAbsent(change.productId(), of(beforeChunk, change.productId())));
                if (random.nextInt(2) == 0) {
                    foreign.addAll(changed(records.next(2)));
                }
            }
            List<String> after = rows();

            Undone undo = undone(run, Integer.MAX_VALUE);

            Set<Long> kept = new HashSet<>(
                    undo.kept().stream().map(KeptProduct::productId).toList());
            List<String> left = rows();
            for (long id : before.keySet()) {
                // what others changed before the run's first change is restored, too
                List<String> expected = kept.contains(id) ? of(after, id) : before.get(id);
                if (undo.kept().stream()
                        .anyMatch(product -> product.productId() == id && product.reason() == Reason.REFERENCE_TAKEN)) {
                    // what later chunks did to it is taken back before that is known
                    continue;
                }
                assertThat(of(left, id))
                        .as("product %d, seed %d, round %d", id, seed, round)
                        .isEqualTo(expected);
            }
            for (long id : foreign) {
                if (!before.containsKey(id)) {
                    assertThat(of(left, id)).as("of others, seed %d", seed).isEqualTo(of(after, id));
                }
            }
            for (KeptProduct product : undo.kept()) {
                assertThat(product.reason() == Reason.REFERENCE_TAKEN || foreign.contains(product.productId()))
                        .as("the reason of %s, seed %d, round %d", product, seed, round)
                        .isTrue();
            }
            assertThat(undo.restored() + kept.size()).isEqualTo(before.size());
        }
    }

    @Test
    void nulls_come_back_and_so_does_what_was_cleared() throws Exception {
        catalog.changes(named("lamp", "L-1", "Lamp"));
        List<String> before = rows();
        UUID run = imported(new ProductRecord(
                TestRecords.handle("lamp", "L-1"), TestRecords.product(null, "Text", "Acme"), TestRecords.quantity(5)));
        undone(run, Integer.MAX_VALUE);
        assertThat(rows()).isEqualTo(before);

        catalog.changes(new ProductRecord(
                TestRecords.handle("lamp", "L-1"), TestRecords.product(null, "Text"), VariantValues.NONE));
        before = rows();
        ColumnValues<ProductField> cleared = ColumnValues.of(CatalogTables.PRODUCT)
                .clear(ProductField.DESCRIPTION)
                .build();
        run = imported(new ProductRecord(TestRecords.handle("lamp", "L-1"), cleared, VariantValues.NONE));
        undone(run, Integer.MAX_VALUE);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void a_product_that_was_changed_afterwards_is_kept_whole_and_named() throws Exception {
        UUID run = imported(stock("A", 1), stock("B", 1));
        catalog.changes(stock("A", 2));
        List<String> rows = rows();

        Undone undo = undone(run, Integer.MAX_VALUE);

        assertThat(undo.restored()).isEqualTo(1);
        assertThat(undo.kept())
                .extracting(KeptProduct::handle, KeptProduct::reason)
                .containsExactly(tuple("A", Reason.CHANGED_SINCE));
        assertThat(rows())
                .isEqualTo(rows.stream().filter(row -> !row.contains("B")).toList());
    }

    @Test
    void a_product_that_others_changed_between_two_chunks_is_kept_whole() throws Exception {
        catalog.changes(stock("A", 1));
        UUID run = UUID.randomUUID();
        RunTouches touches = new RunTouches();
        importChunk(run, 1, touches, stock("A", 2));
        catalog.changes(stock("A", 3));
        importChunk(run, 2, touches, stock("A", 4));
        importChunk(run, 3, touches, stock("A", 5));
        List<String> rows = rows();

        Undone undo = undone(run, Integer.MAX_VALUE);

        assertThat(rows()).isEqualTo(rows);
        assertThat(undo.kept())
                .extracting(KeptProduct::handle, KeptProduct::reason)
                .containsExactly(tuple("A", Reason.CHANGED_BETWEEN));
    }

    @Test
    void of_products_that_are_gone_the_new_one_is_restored_and_the_changed_one_is_not_possible() throws Exception {
        catalog.changes(stock("A", 1));
        UUID run = imported(stock("A", 2), stock("B", 1));
        catalog.empty();

        Undone undo = undone(run, Integer.MAX_VALUE);

        assertThat(undo.restored()).isEqualTo(1);
        assertThat(undo.kept()).extracting(KeptProduct::reason).containsExactly(Reason.GONE);
    }

    @Test
    void a_reference_that_belongs_to_another_product_now_is_named() throws Exception {
        catalog.changes(referenced("lamp", "1"));
        UUID run = imported(referenced("lamp", "2"));
        catalog.changes(referenced("sofa", "1"));
        List<String> rows = rows();

        Undone undo = undone(run, Integer.MAX_VALUE);

        assertThat(rows()).isEqualTo(rows);
        assertThat(undo.kept())
                .extracting(KeptProduct::handle, KeptProduct::reason, KeptProduct::other)
                .containsExactly(tuple("lamp", Reason.REFERENCE_TAKEN, "sofa"));
    }

    @Test
    void products_that_exchanged_a_reference_get_their_own_ones_back() throws Exception {
        catalog.changes(referenced("lamp", "1"));
        List<String> before = rows();
        UUID run = imported(referenced("lamp", "2"), referenced("sofa", "1"));

        undone(run, Integer.MAX_VALUE);

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void a_handle_that_belongs_to_another_product_now_keeps_an_undone_undo_from_making_it_again() throws Exception {
        UUID run = imported(named("lamp", "L-1", "Lamp"), named("sofa", "S-1", "Sofa"));
        UUID undo = undone(run, Integer.MAX_VALUE).run();
        catalog.changes(named("lamp", "L-1", "Other"));

        Undone redo = undone(undo, Integer.MAX_VALUE);

        assertThat(redo.restored()).isEqualTo(1);
        assertThat(redo.kept())
                .extracting(KeptProduct::handle, KeptProduct::reason)
                .containsExactly(tuple("lamp", Reason.HANDLE_TAKEN));
        assertThat(catalog.reader().findByHandle("sofa")).isPresent();
    }

    @Test
    void a_chunk_of_long_texts_is_kept_in_several_parts() throws Exception {
        List<ProductRecord> longTexts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(60_000, ' ', 0xd000).forEach(c -> text.append((char) c));
            longTexts.add(new ProductRecord(
                    TestRecords.handle("h" + i, "s" + i),
                    TestRecords.product("n", text.toString()),
                    VariantValues.NONE));
        }
        UUID run = imported(longTexts.toArray(ProductRecord[]::new));
        List<String> after = rows();
        UUID undo = undone(run, Integer.MAX_VALUE).run();

        long parts = Sql.on(catalog.database())
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM catalog_change WHERE run_id = :run")
                        .bind("run", undo)
                        .mapTo(Long.class)
                        .one());
        assertThat(parts).isGreaterThan(1);
        undone(undo, Integer.MAX_VALUE);
        assertThat(rows()).isEqualTo(after);
    }

    private static ProductRecord referenced(String handle, String reference) {
        return new ProductRecord(
                new ProductKey(handle, null, reference, null), TestRecords.product(handle), VariantValues.NONE);
    }

    private record Undone(UUID run, long restored, List<KeptProduct> kept) {}

    private UUID imported(int chunks) throws Exception {
        UUID run = UUID.randomUUID();
        RunTouches touches = new RunTouches();
        for (int chunk = 1; chunk <= chunks; chunk++) {
            importChunk(run, chunk, touches);
        }
        return run;
    }

    private UUID imported(ProductRecord... chunk) throws Exception {
        UUID run = UUID.randomUUID();
        importChunk(run, 1, new RunTouches(), chunk);
        return run;
    }

    private List<ProductChange> importChunk(
            UUID run, int position, RunTouches touches, @Nullable ProductRecord... chunk) throws Exception {
        List<ProductRecord> given = chunk.length == 0 ? records.next(RECORDS) : List.of(chunk);
        List<ProductChange> changes = Sql.on(catalog.database()).inTransaction(handle -> {
            ChunkChanges written = new ChunkChanges();
            FileReferences references = new FileReferences();
            references.addAll(given);
            catalog.writer().write(handle.getConnection(), given, references, RecordFilter.NONE, written);
            List<ProductChange> marked = touches.mark(written.toList());
            store.insert(handle.getConnection(), run, position, marked);
            return marked;
        });
        touches.remember(changes);
        return changes;
    }

    /** Takes so many chunks of the run back, as a run of its own. */
    private Undone undone(UUID run, int chunks) throws Exception {
        UUID undo = UUID.randomUUID();
        RunTouches touches = new RunTouches();
        List<KeptProduct> kept = new ArrayList<>();
        Set<Long> keptIds = new HashSet<>();
        long restored = 0;
        long position = Long.MAX_VALUE;
        for (int chunk = 1; chunk <= chunks; chunk++) {
            Optional<RecordedChunk> next = store.lastBefore(run, position);
            if (next.isEmpty()) {
                break;
            }
            position = next.get().position();
            int own = chunk;
            List<ProductChange> changes = next.get().changes().stream()
                    .filter(change -> !keptIds.contains(change.productId()))
                    .toList();
            CatalogUndo.Outcome outcome = Sql.on(catalog.database()).inTransaction(handle -> {
                CatalogUndo.Outcome done = undone(handle.getConnection(), changes);
                store.insert(handle.getConnection(), undo, own, touches.mark(done.changes()));
                return done;
            });
            touches.remember(touches.mark(outcome.changes()));
            restored += outcome.restored();
            kept.addAll(outcome.kept());
            outcome.kept().forEach(product -> keptIds.add(product.productId()));
        }
        return new Undone(undo, restored, kept);
    }

    private CatalogUndo.Outcome undone(Connection transaction, List<ProductChange> changes) {
        try {
            return CatalogUndo.undo(transaction, changes);
        } catch (SQLException failed) {
            throw new AssertionError("seed " + seed + ": " + changes, failed);
        }
    }

    /** Writes as another user does; the answer is which products that has changed. */
    private Set<Long> changed(List<ProductRecord> written) throws Exception {
        ChunkChanges changes = new ChunkChanges();
        Sql.on(catalog.database()).useTransaction(handle -> {
            FileReferences references = new FileReferences();
            references.addAll(written);
            catalog.writer().write(handle.getConnection(), written, references, RecordFilter.NONE, changes);
        });
        return new HashSet<>(
                changes.toList().stream().map(ProductChange::productId).toList());
    }

    private List<String> rows() {
        return CatalogSnapshot.of(catalog.database());
    }

    private static List<String> of(List<String> rows, long product) {
        return rows.stream().filter(row -> row.startsWith(product + "|")).toList();
    }
}
