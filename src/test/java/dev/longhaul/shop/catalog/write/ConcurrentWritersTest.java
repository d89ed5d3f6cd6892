package dev.longhaul.shop.catalog.write;

import static dev.longhaul.shop.catalog.write.TestRecords.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longhaul.database.Dialect;
import dev.longhaul.shop.catalog.TestCatalog;
import dev.longhaul.shop.catalog.write.RecordOutcome.Accepted;
import dev.longhaul.shop.catalog.write.RecordOutcome.Change;
import dev.longhaul.testing.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Writers of the same products at the same time. */
@ParameterizedClass
@MethodSource("dev.longhaul.shop.catalog.TestCatalog#onEachDatabase")
class ConcurrentWritersTest {

    private final TestCatalog catalog;

    ConcurrentWritersTest(TestCatalog catalog) {
        this.catalog = catalog;
    }

    @BeforeEach
    void empty() {
        catalog.empty();
    }

    @Test
    void two_writers_of_the_same_new_products_make_each_once() throws Exception {
        CyclicBarrier bothHaveLookedUp = new CyclicBarrier(2);
        List<FutureTask<List<RecordOutcome>>> writers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            // the same keys in opposite order, as two files would bring them
            List<ProductRecord> records = new ArrayList<>(
                    IntStream.range(0, 50).mapToObj(n -> stock("S-" + n, 1)).toList());
            if (i == 1) {
                Collections.reverse(records);
            }
            writers.add(inBackground(transaction -> {
                catalog.writer().preview(transaction, records);
                bothHaveLookedUp.await();
                return catalog.writer().write(transaction, records);
            }));
        }
        List<RecordOutcome> outcomes = new ArrayList<>();
        for (FutureTask<List<RecordOutcome>> task : writers) {
            outcomes.addAll(task.get());
        }

        assertThat(catalog.reader().productCount()).isEqualTo(50);
        assertThat(outcomes).hasSize(100).allMatch(Accepted.class::isInstance);
        assertThat(outcomes.stream().filter(outcome -> ((Accepted) outcome).change() == Change.CREATED))
                .hasSize(50);
    }

    @Test
    void a_record_that_another_writer_has_just_made_is_found_when_looked_up_again() throws Exception {
        requireLocksToBeSeen();
        try (Handle first = Sql.on(catalog.database()).open()) {
            first.begin();
            catalog.writer().write(first, stockOf("M"));
            FutureTask<List<RecordOutcome>> second = writing("M");
            awaitWaiting(1);

            first.commit();

            assertThat(second.get())
                    .extracting(outcome -> ((Accepted) outcome).change())
                    .containsExactly(Change.UNCHANGED);
        }
    }

    @Test
    void writers_of_the_same_products_in_opposite_order_wait_for_each_other_and_never_in_a_circle() throws Exception {
        requireLocksToBeSeen();
        try (Handle first = Sql.on(catalog.database()).open()) {
            first.begin();
            catalog.writer().write(first, stockOf("M"));
            FutureTask<List<RecordOutcome>> forwards = writing("A", "M", "Z");
            awaitWaiting(1);
            FutureTask<List<RecordOutcome>> backwards = writing("Z", "M", "A");
            awaitWaiting(2);

            first.rollback();

            // written in the order of the file, the first would hold A and want Z, the second hold Z and want A
            assertThat(forwards.get()).hasSize(3).allMatch(Accepted.class::isInstance);
            assertThat(backwards.get()).hasSize(3).allMatch(Accepted.class::isInstance);
        }
    }

    // only PostgreSQL tells who waits for a lock
    private void requireLocksToBeSeen() {
        assumeTrue(catalog.database().dialect() == Dialect.POSTGRESQL);
    }

    private static List<ProductRecord> stockOf(String... skus) {
        return Stream.of(skus).map(sku -> stock(sku, 1)).toList();
    }

    private FutureTask<List<RecordOutcome>> writing(String... skus) {
        return inBackground(transaction -> catalog.writer().write(transaction, stockOf(skus)));
    }

    private FutureTask<List<RecordOutcome>> inBackground(HandleCallback<List<RecordOutcome>, Exception> work) {
        FutureTask<List<RecordOutcome>> task =
                new FutureTask<>(() -> Sql.on(catalog.database()).inTransaction(work));
        new Thread(task).start();
        return task;
    }

    private void awaitWaiting(int writers) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Sql.on(catalog.database())
                .withHandle(handle -> handle.createQuery(
                                "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
                        .mapTo(Integer.class)
                        .one())
                .equals(writers));
    }
}
