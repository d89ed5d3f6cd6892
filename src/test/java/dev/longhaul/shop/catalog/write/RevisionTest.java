package dev.longhaul.shop.catalog.write;

import static dev.longhaul.shop.catalog.write.TestRecords.named;
import static dev.longhaul.shop.catalog.write.TestRecords.priced;
import static dev.longhaul.shop.catalog.write.TestRecords.stock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.database.Database;
import dev.longhaul.shop.catalog.TestCatalog;
import dev.longhaul.shop.catalog.table.VariantField;
import dev.longhaul.shop.catalog.write.RecordOutcome.Accepted;
import dev.longhaul.shop.catalog.write.RecordOutcome.Change;
import dev.longhaul.testing.FaultyDataSource;
import dev.longhaul.testing.FaultyDataSource.Moment;
import dev.longhaul.testing.Sql;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a product's revision says: which transaction changed it last. */
@ParameterizedClass
@MethodSource("dev.longhaul.shop.catalog.TestCatalog#onEachDatabase")
class RevisionTest {

    private final TestCatalog catalog;

    RevisionTest(TestCatalog catalog) {
        this.catalog = catalog;
    }

    @BeforeEach
    void empty() {
        catalog.empty();
    }

    @Test
    void one_chunk_gives_one_revision_and_the_next_one_a_higher() {
        catalog.changes(stock("A", 1), stock("B", 1));
        long first = revision("A");
        catalog.changes(stock("A", 2), stock("B", 1));

        assertThat(revision("B")).as("unchanged").isEqualTo(first);
        assertThat(revision("A")).isGreaterThan(first);
    }

    @Test
    void a_change_of_the_product_a_variant_or_a_price_and_a_new_variant_or_price_change_the_revision() {
        catalog.changes(priced("lamp", "L-1", "EUR", "5"));
        long last = revision("lamp");
        for (ProductRecord change : List.of(
                named("lamp", "L-1", "Lamp"),
                stock("L-1", 3),
                priced("lamp", "L-1", "EUR", "6"),
                priced("lamp", "L-1", "USD", "6"),
                named("lamp", "L-2", "Lamp"))) {
            catalog.changes(change);
            assertThat(revision("lamp")).as("%s", change).isGreaterThan(last);
            last = revision("lamp");
            assertThat(catalog.changes(change)).containsExactly(Change.UNCHANGED);
            assertThat(revision("lamp")).as("unchanged by %s", change).isEqualTo(last);
        }
    }

    @Test
    void a_product_that_changes_between_lookup_and_lock_is_looked_up_again() throws Exception {
        catalog.changes(stock("A", 1), stock("B", 1));

        List<RecordOutcome> outcomes =
                writeWhile("SELECT id, revision FROM product", () -> catalog.changes(stock("A", 2)), "A", "B");

        assertThat(outcomes)
                .extracting(outcome -> ((Accepted) outcome).change())
                .as("the other writer has made A what this one wants")
                .containsExactly(Change.UNCHANGED, Change.UPDATED);
    }

    @Test
    void a_product_that_changes_between_the_lookup_of_its_variant_and_its_own_is_looked_up_again() throws Exception {
        catalog.changes(stock("A", 1), stock("B", 1));

        List<RecordOutcome> outcomes = writeWhile("SELECT id, handle", () -> catalog.changes(stock("A", 2)), "A", "B");

        assertThat(outcomes)
                .extracting(outcome -> ((Accepted) outcome).change())
                .containsExactly(Change.UNCHANGED, Change.UPDATED);
    }

    @Test
    void a_product_that_is_removed_between_lookup_and_lock_is_made_again() throws Exception {
        catalog.changes(stock("A", 1), stock("B", 1));

        List<RecordOutcome> outcomes = writeWhile("SELECT id, revision FROM product", catalog::empty, "A", "B");

        assertThat(outcomes)
                .extracting(outcome -> ((Accepted) outcome).change())
                .containsExactly(Change.CREATED, Change.CREATED);
        assertThat(catalog.reader()
                        .findBySku("A")
                        .get(0)
                        .variants()
                        .get(0)
                        .values()
                        .number(VariantField.QUANTITY))
                .isEqualTo(2);
    }

    /** Writes a stock of two of each, while another writer comes before the first statement with this beginning. */
    private List<RecordOutcome> writeWhile(String statement, Runnable other, String... skus) throws Exception {
        FaultyDataSource watched = new FaultyDataSource(catalog.database().dataSource());
        AtomicInteger times = new AtomicInteger();
        Database database = new Database(watched);
        watched.add((moment, sql) -> {
            if (moment == Moment.BEFORE_STATEMENT && sql.startsWith(statement) && times.getAndIncrement() == 0) {
                other.run();
            }
        });
        List<ProductRecord> records =
                List.of(skus).stream().map(sku -> stock(sku, 2)).toList();
        List<RecordOutcome> outcomes = Sql.on(database)
                .inTransaction(handle -> new CatalogWriter(database).write(handle.getConnection(), records));
        assertThat(times).as("the other writer came in between").hasPositiveValue();
        return outcomes;
    }

    private long revision(String handle) {
        return Sql.on(catalog.database())
                .withHandle(query -> query.createQuery("SELECT revision FROM product WHERE handle = :handle")
                        .bind("handle", handle)
                        .mapTo(Long.class)
                        .one());
    }
}
