package dev.longhaul.shop.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.database.Database;
import dev.longhaul.shop.catalog.RecordOutcome.Accepted;
import dev.longhaul.shop.catalog.RecordOutcome.Change;
import dev.longhaul.testing.Sql;
import dev.longhaul.testing.TestDatabases;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

class PostgresqlCatalogWriterTest extends CatalogWriterContract {

    @Override
    Database freshDatabase() {
        return TestDatabases.postgresql(CatalogBeans.TABLES);
    }

    @Test
    void a_record_that_another_writer_has_just_made_is_found_when_looked_up_again() throws Exception {
        Database shared = freshDatabase();
        CatalogWriter writer = new CatalogWriter(shared);
        try (Handle first = Sql.on(shared).open()) {
            first.begin();
            writer.write(first, stock("M"));
            FutureTask<List<RecordOutcome>> second = inBackground(shared, writer, stock("M"));
            awaitWaiting(shared, 1);

            first.commit();

            assertThat(second.get())
                    .extracting(outcome -> ((Accepted) outcome).change())
                    .containsExactly(Change.UNCHANGED);
        }
    }

    @Test
    void writers_of_the_same_products_in_opposite_order_wait_for_each_other_and_never_in_a_circle() throws Exception {
        Database shared = freshDatabase();
        CatalogWriter writer = new CatalogWriter(shared);
        try (Handle first = Sql.on(shared).open()) {
            first.begin();
            writer.write(first, stock("M"));
            FutureTask<List<RecordOutcome>> forwards = inBackground(shared, writer, stock("A", "M", "Z"));
            awaitWaiting(shared, 1);
            FutureTask<List<RecordOutcome>> backwards = inBackground(shared, writer, stock("Z", "M", "A"));
            awaitWaiting(shared, 2);

            first.rollback();

            // written in the order of the file, the first would hold A and want Z, the second hold Z and want A
            assertThat(forwards.get()).hasSize(3).allMatch(Accepted.class::isInstance);
            assertThat(backwards.get()).hasSize(3).allMatch(Accepted.class::isInstance);
        }
    }

    private static List<ProductRecord> stock(String... skus) {
        return Stream.of(skus)
                .map(sku -> new ProductRecord(ProductKey.ofSku(sku), ProductValues.NONE, VariantValues.ofQuantity(1)))
                .toList();
    }

    private static FutureTask<List<RecordOutcome>> inBackground(
            Database database, CatalogWriter writer, List<ProductRecord> records) {
        FutureTask<List<RecordOutcome>> task = new FutureTask<>(() -> Sql.on(database)
                .<List<RecordOutcome>, Exception>inTransaction(handle -> writer.write(handle, records)));
        new Thread(task).start();
        return task;
    }

    private static void awaitWaiting(Database database, int writers) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Sql.on(database)
                .withHandle(handle -> handle.createQuery(
                                "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
                        .mapTo(Integer.class)
                        .one())
                .equals(writers));
    }
}
