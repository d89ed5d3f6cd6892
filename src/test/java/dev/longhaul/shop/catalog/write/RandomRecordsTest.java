package dev.longhaul.shop.catalog.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.catalog.Product;
import dev.longhaul.shop.catalog.TestCatalog;
import dev.longhaul.shop.catalog.undo.ChunkChanges;
import dev.longhaul.shop.catalog.undo.RunTouches;
import dev.longhaul.shop.catalog.write.RecordOutcome.Accepted;
import dev.longhaul.shop.catalog.write.RecordOutcome.Refused;
import dev.longhaul.testing.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records of few keys, options and values in every combination. The system properties {@code longhaul.test.seed} and
 * {@code longhaul.test.rounds} repeat a run and make it longer.
 */
@ParameterizedClass
@MethodSource("dev.longhaul.shop.catalog.TestCatalog#onEachDatabase")
class RandomRecordsTest {

    private static final int ROUNDS = Integer.getInteger("longhaul.test.rounds", 20);
    private static final List<WriteMode> MODES = List.of(WriteMode.values());
    private static final int CHUNKS = 4;
    private static final int RECORDS = 20;

    private final TestCatalog catalog;
    private final long seed = Long.getLong("longhaul.test.seed", System.nanoTime());
    private final RandomRecords random = new RandomRecords(new Random(seed));
    private WriteMode mode = WriteMode.BOTH;
    /** What is written before the source comes. */
    private List<ProductRecord> there = List.of();

    private List<Product> before = List.of();
    private RunTouches touches = new RunTouches();

    RandomRecordsTest(TestCatalog catalog) {
        this.catalog = catalog;
    }

    @Test
    void a_preview_says_what_writing_does_and_a_chunk_does_what_its_records_do_one_by_one() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            mode = MODES.get(round % MODES.size());
            there = random.next(mode == WriteMode.BOTH ? 0 : RECORDS);
            List<List<ProductRecord>> chunks = IntStream.range(0, CHUNKS)
                    .mapToObj(chunk -> IntStream.range(0, RECORDS)
                            .mapToObj(record -> random.next())
                            .toList())
                    .toList();
            List<String> outcomes = writtenInChunks(chunks);
            List<Product> products = catalog.reader().page(null, 500);
            requireUntouched(products);

            List<String> oneByOne = writtenOneByOne(chunks);
            for (int i = 0; i < outcomes.size(); i++) {
                assertThat(oneByOne.get(i))
                        .as(
                                "seed %d, round %d, record %d: %s",
                                seed, round, i, chunks.get(i / RECORDS).get(i % RECORDS))
                        .isEqualTo(outcomes.get(i));
            }
            assertThat(catalog.reader().page(null, 500))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(products);
        }
    }

    private void requireUntouched(List<Product> products) {
        if (mode == WriteMode.CREATE) {
            assertThat(products).as("seed %d", seed).containsAll(before);
        } else if (mode == WriteMode.UPDATE) {
            assertThat(keys(products)).as("seed %d", seed).isEqualTo(keys(before));
        }
    }

    private static List<String> keys(List<Product> products) {
        return products.stream()
                .map(product -> product.handle() + " " + product.variants().size())
                .toList();
    }

    private List<String> writtenInChunks(List<List<ProductRecord>> chunks) throws Exception {
        begin();
        List<String> outcomes = new ArrayList<>();
        FileReferences references = new FileReferences();
        for (List<ProductRecord> chunk : chunks) {
            references.addAll(chunk);
            List<RecordOutcome> previewed = Sql.on(catalog.database())
                    .withHandle(handle -> catalog.writer().preview(handle, chunk, references, filter()));
            List<RecordOutcome> written = write(chunk, references);
            assertThat(shown(previewed)).as("seed %d, %s", seed, chunk).isEqualTo(shown(written));
            assertThat(shown(written)).as("seed %d", seed).doesNotContain("database-refused");
            outcomes.addAll(shown(written));
        }
        return outcomes;
    }

    private List<String> writtenOneByOne(List<List<ProductRecord>> chunks) throws Exception {
        begin();
        List<String> outcomes = new ArrayList<>();
        FileReferences references = new FileReferences();
        for (List<ProductRecord> chunk : chunks) {
            references.addAll(chunk);
            for (ProductRecord record : chunk) {
                outcomes.addAll(shown(write(List.of(record), references)));
            }
        }
        return outcomes;
    }

    private void begin() {
        catalog.empty();
        catalog.write(there.toArray(ProductRecord[]::new));
        before = catalog.reader().page(null, 500);
        touches = new RunTouches();
    }

    private RecordFilter filter() {
        return new RecordFilter(mode, touches::hasCreated);
    }

    private List<RecordOutcome> write(List<ProductRecord> records, FileReferences references) throws Exception {
        ChunkChanges changes = new ChunkChanges();
        List<RecordOutcome> outcomes = Sql.on(catalog.database()).inTransaction(handle -> catalog.writer()
                .write(handle.getConnection(), records, references, filter(), changes));
        touches.remember(touches.mark(changes.toList()));
        return outcomes;
    }

    private static List<String> shown(List<RecordOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome instanceof Accepted accepted
                        ? accepted.change().toString()
                        : outcome instanceof Refused refused ? refused.reason().code() : "skipped")
                .toList();
    }
}
