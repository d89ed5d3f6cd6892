package dev.longhaul.shop.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.longhaul.database.Database;
import dev.longhaul.shop.catalog.RecordOutcome.Accepted;
import dev.longhaul.shop.catalog.RecordOutcome.Change;
import dev.longhaul.shop.catalog.RecordOutcome.Refused;
import dev.longhaul.testing.Sql;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the writer promises on every database; one class extends it for each. */
abstract class CatalogWriterContract {

    private Database database;
    private CatalogWriter writer;
    private Catalog catalog;

    abstract Database freshDatabase();

    @BeforeEach
    void open() {
        database = freshDatabase();
        writer = new CatalogWriter(database);
        catalog = new Catalog(database);
    }

    @Test
    void a_new_handle_makes_a_product_and_its_variant() {
        ProductRecord record = new ProductRecord(
                ProductKey.ofHandle("lamp", "L-1"),
                new ProductValues("Lamp", "<p>Light</p>", "Acme", "Indoor", "black, lamp", ProductStatus.ACTIVE),
                new VariantValues(
                        "Black lamp",
                        List.of(new Option("Color", "Black"), new Option(null, "Large")),
                        "4006381333931",
                        7L,
                        List.of(price("EUR", "69.99"), new Price("USD", new BigDecimal("79"), new BigDecimal("85")))));

        assertThat(changes(record)).containsExactly(Change.CREATED);

        Product product = catalog.findByHandle("lamp").orElseThrow();
        assertThat(product)
                .extracting(
                        Product::name,
                        Product::description,
                        Product::vendor,
                        Product::productType,
                        Product::tags,
                        Product::status)
                .containsExactly("Lamp", "<p>Light</p>", "Acme", "Indoor", "black, lamp", ProductStatus.ACTIVE);
        Variant variant = product.variants().get(0);
        assertThat(variant)
                .extracting(Variant::sku, Variant::name, Variant::barcode, Variant::quantity, Variant::options)
                .containsExactly(
                        "L-1",
                        "Black lamp",
                        "4006381333931",
                        7L,
                        List.of(new Option("Color", "Black"), new Option(null, "Large")));
        assertThat(variant.prices())
                .extracting(Price::currency, price -> text(price.amount()), price -> text(price.compareAt()))
                .containsExactly(tuple("EUR", "69.99", null), tuple("USD", "79", "85"));
    }

    @Test
    void the_same_records_again_change_nothing() {
        ProductRecord[] records = {
            new ProductRecord(
                    ProductKey.ofHandle("lamp", "L-1"),
                    new ProductValues("Lamp", "d", "v", "t", "g", ProductStatus.ACTIVE),
                    new VariantValues(
                            "n", List.of(new Option("Color", "Black")), "b", 1L, List.of(price("EUR", "590")))),
            stock("S-1", 4),
            new ProductRecord(ProductKey.ofHandle("bare", null), ProductValues.named("Bare"), VariantValues.NONE)
        };

        assertThat(changes(records)).containsOnly(Change.CREATED);
        assertThat(changes(records)).containsOnly(Change.UNCHANGED);
    }

    @Test
    void an_outcome_within_a_chunk_is_what_it_would_be_in_chunks_of_one() {
        ProductRecord[] records = {
            named("lamp", "L-1", "Lamp"),
            named("lamp", "L-1", "Lamp"),
            priced("lamp", "L-1", "EUR", "5"),
            priced("lamp", "L-1", "USD", "6"),
            priced("lamp", "L-1", "USD", "6.00"),
            named("lamp", "L-2", "Lamp"),
            stock("L-1", 3),
            stock("L-1", 3),
            stock("NEW", 1),
            stock("NEW", 2)
        };

        assertThat(changes(records))
                .containsExactly(
                        Change.CREATED,
                        Change.UNCHANGED,
                        Change.UPDATED,
                        Change.UPDATED,
                        Change.UNCHANGED,
                        Change.CREATED,
                        Change.UPDATED,
                        Change.UNCHANGED,
                        Change.CREATED,
                        Change.UPDATED);
        assertThat(catalog.productCount()).isEqualTo(2);
        assertThat(catalog.variantCount()).isEqualTo(3);
        assertThat(catalog.findBySku("NEW").get(0).variants().get(0).quantity()).isEqualTo(2);
    }

    @Test
    void what_a_record_leaves_out_stays() {
        changes(new ProductRecord(
                ProductKey.ofHandle("lamp", "L-1"),
                new ProductValues("Lamp", "text", "Acme", "Indoor", "x", ProductStatus.ARCHIVED),
                new VariantValues("n", List.of(new Option("Color", "Black")), "b", 1L, List.of(price("EUR", "5")))));
        Product before = catalog.findByHandle("lamp").orElseThrow();

        assertThat(changes(stock("L-1", 2))).containsExactly(Change.UPDATED);

        Product after = catalog.findByHandle("lamp").orElseThrow();
        assertThat(after.variants().get(0).quantity()).isEqualTo(2);
        assertThat(after)
                .usingRecursiveComparison()
                .ignoringFields("variants.quantity")
                .isEqualTo(before);
    }

    @Test
    void an_unknown_sku_makes_a_draft_named_by_it_until_a_record_brings_the_name() {
        changes(stock("A-1", 5));
        assertThat(catalog.findByHandle("A-1").orElseThrow())
                .extracting(Product::name, Product::status)
                .containsExactly("A-1", ProductStatus.DRAFT);
        ProductValues active = new ProductValues(null, null, null, null, null, ProductStatus.ACTIVE);
        assertThat(changes(new ProductRecord(ProductKey.ofSku("A-1"), active, VariantValues.NONE)))
                .as("nothing without a name goes on sale")
                .containsExactly(Change.UNCHANGED);

        changes(new ProductRecord(ProductKey.ofSku("A-1"), ProductValues.named("Chair"), VariantValues.NONE));

        assertThat(catalog.findByHandle("A-1").orElseThrow())
                .extracting(Product::name, Product::status)
                .containsExactly("Chair", ProductStatus.ACTIVE);
    }

    @Test
    void a_sku_of_two_products_is_refused_when_it_alone_names_the_product() {
        changes(named("vacuum", "ROBOT", "Vacuum"), named("vacuum-pro", "ROBOT", "Vacuum Pro"));

        List<RecordOutcome> outcomes = write(stock("ROBOT", 1), stock("OTHER", 1));

        assertThat(outcomes.get(0))
                .isEqualTo(
                        new Refused(
                                "sku-ambiguous",
                                "SKU ROBOT belongs to 2 products (vacuum, vacuum-pro); a column with the product's handle would say which is meant"));
        assertThat(outcomes.get(1)).isInstanceOf(Accepted.class);
    }

    @Test
    void variants_without_a_sku_are_told_apart_by_their_options() {
        changes(colour("chair", null, "Green", 1), colour("chair", null, "Yellow", 2));

        assertThat(changes(colour("chair", null, "Green", 1), colour("chair", null, "Yellow", 3)))
                .containsExactly(Change.UNCHANGED, Change.UPDATED);
        assertThat(catalog.variantCount()).isEqualTo(2);
    }

    @Test
    void a_variant_takes_the_sku_that_its_source_adds_later() {
        changes(colour("chair", null, "Green", 1), colour("chair", null, "Yellow", 1));

        assertThat(changes(colour("chair", "C-G", "Green", 1))).containsExactly(Change.UPDATED);

        assertThat(catalog.variantCount()).isEqualTo(2);
        assertThat(changes(stock("C-G", 1))).containsExactly(Change.UNCHANGED);
    }

    @Test
    void a_record_that_names_no_variant_means_the_only_one_and_is_refused_when_there_are_several() {
        changes(colour("chair", "C-G", "Green", 1));
        ProductRecord unnamed =
                new ProductRecord(ProductKey.ofHandle("chair", null), ProductValues.NONE, VariantValues.ofQuantity(9));
        assertThat(changes(unnamed)).containsExactly(Change.UPDATED);
        changes(colour("chair", "C-Y", "Yellow", 1));

        RecordOutcome outcome = write(unnamed).get(0);

        assertThat(outcome)
                .isEqualTo(new Refused(
                        "variant-unclear",
                        "the record names no SKU, and product chair has 2 variants that it could mean"));
    }

    @Test
    void a_variant_finds_its_product_by_the_id_the_source_gave_it_in_either_order() {
        ProductRecord parent = new ProductRecord(
                new ProductKey(null, null, "id-1", "P-1"), ProductValues.named("Chair"), VariantValues.NONE);
        ProductRecord child = new ProductRecord(
                new ProductKey(null, "id-1", null, "P-2"), ProductValues.NONE, VariantValues.ofQuantity(1));

        assertThat(changes(parent, child)).containsExactly(Change.CREATED, Change.CREATED);
        assertThat(changes(child, parent)).containsOnly(Change.UNCHANGED);
        assertThat(catalog.productCount()).isEqualTo(1);

        ProductRecord otherParent = new ProductRecord(
                new ProductKey(null, null, "id-2", "Q-1"), ProductValues.named("Table"), VariantValues.NONE);
        ProductRecord otherChild = new ProductRecord(
                new ProductKey(null, "id-2", null, "Q-2"), ProductValues.NONE, VariantValues.ofQuantity(1));
        changes(otherChild);
        changes(otherParent);
        assertThat(catalog.productCount()).isEqualTo(2);
        assertThat(catalog.findByHandle("id-2").orElseThrow().name()).isEqualTo("Table");
    }

    @Test
    void a_compare_at_price_needs_a_price() {
        Price compareAtOnly = new Price("EUR", null, BigDecimal.TEN);
        ProductRecord record = new ProductRecord(
                ProductKey.ofSku("A"),
                ProductValues.NONE,
                new VariantValues(null, List.of(), null, null, List.of(compareAtOnly)));

        assertThat(write(record).get(0))
                .isEqualTo(
                        new Refused(
                                "price-missing",
                                "the record has a compare-at price in EUR and neither it nor the catalogue has the price itself"));
        assertThat(catalog.productCount()).as("a refused record leaves nothing").isZero();
        changes(priced("A", "A", "EUR", "5"));
        assertThat(changes(record)).containsExactly(Change.UPDATED);
    }

    @Test
    void a_record_the_database_refuses_is_found_and_keeps_no_other_from_being_written() {
        List<ProductRecord> records = new ArrayList<>(
                IntStream.range(0, 100).mapToObj(i -> stock("S-" + i, i)).toList());
        records.set(37, named("bad-1", "B-1", "x".repeat(256)));
        records.set(99, named("bad-2", "B-2", "x".repeat(256)));

        List<RecordOutcome> outcomes = write(records.toArray(ProductRecord[]::new));

        assertThat(IntStream.range(0, 100).filter(i -> outcomes.get(i) instanceof Refused))
                .containsExactly(37, 99);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof Accepted accepted && accepted.change() == Change.CREATED)
                .as("what was written before the fault was found is undone and counted once")
                .hasSize(98);
        assertThat(((Refused) outcomes.get(37)).code()).isEqualTo("database-refused");
        assertThat(((Refused) outcomes.get(37)).message()).startsWith("the database refused the record: ");
        assertThat(catalog.productCount()).isEqualTo(98);
    }

    @Test
    void a_chunk_that_is_rolled_back_leaves_nothing() throws Exception {
        Sql.on(database).useHandle(handle -> {
            handle.begin();
            writer.write(handle, List.of(stock("A", 1)));
            handle.rollback();
        });

        assertThat(catalog.productCount()).isZero();
    }

    @Test
    void a_preview_tells_the_outcomes_and_writes_nothing() throws Exception {
        changes(stock("A", 1));

        List<RecordOutcome> outcomes = Sql.on(database)
                .withHandle(handle -> writer.preview(handle, List.of(stock("A", 1), stock("A", 2), stock("B", 1))));

        assertThat(outcomes)
                .extracting(outcome -> ((Accepted) outcome).change())
                .containsExactly(Change.UNCHANGED, Change.UPDATED, Change.CREATED);
        assertThat(catalog.productCount()).isEqualTo(1);
        assertThat(changes(stock("A", 1))).containsExactly(Change.UNCHANGED);
    }

    @Test
    void texts_that_mean_something_to_a_database_come_back_as_they_went_in() {
        List<String> texts = List.of(
                "\\.",
                "\\N",
                "\\",
                "\\\\",
                "\\t",
                "a\tb",
                "a\nb",
                "a\r\nb",
                "\r",
                "'; DROP TABLE product; --",
                "\"",
                "\\x41",
                "NULL",
                "%_",
                "Größe – 10″ ✓ 漢字 🪑",
                "\u0001\u007f",
                "{a,b}",
                "$1 ? :name",
                "\u2028",
                "  ",
                "\\\n");
        List<ProductRecord> records = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            records.add(new ProductRecord(
                    ProductKey.ofHandle("h" + i + texts.get(i), "s" + texts.get(i)),
                    new ProductValues(texts.get(i), texts.get(i), texts.get(i), texts.get(i), texts.get(i), null),
                    VariantValues.NONE));
        }

        assertThat(changes(records.toArray(ProductRecord[]::new))).containsOnly(Change.CREATED);
        assertThat(changes(records.toArray(ProductRecord[]::new))).containsOnly(Change.UNCHANGED);

        for (int i = 0; i < texts.size(); i++) {
            Product product = catalog.findByHandle("h" + i + texts.get(i)).orElseThrow();
            assertThat(product.name()).isEqualTo(texts.get(i));
            assertThat(product.description()).isEqualTo(texts.get(i));
            assertThat(product.variants().get(0).sku()).isEqualTo("s" + texts.get(i));
        }
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
            writers.add(
                    new FutureTask<>(() -> Sql.on(database).<List<RecordOutcome>, Exception>inTransaction(handle -> {
                        writer.preview(handle, records);
                        bothHaveLookedUp.await();
                        return writer.write(handle, records);
                    })));
        }
        for (FutureTask<List<RecordOutcome>> task : writers) {
            new Thread(task).start();
        }
        List<RecordOutcome> outcomes = new ArrayList<>();
        for (FutureTask<List<RecordOutcome>> task : writers) {
            outcomes.addAll(task.get());
        }

        assertThat(catalog.productCount()).isEqualTo(50);
        assertThat(outcomes).hasSize(100).allMatch(Accepted.class::isInstance);
        assertThat(outcomes.stream().filter(outcome -> ((Accepted) outcome).change() == Change.CREATED))
                .hasSize(50);
    }

    @Test
    void pages_follow_each_other_by_handle() {
        changes(named("c", "3", "C"), named("a", "1", "A"), named("b", "2", "B"));

        assertThat(catalog.page(null, 2)).extracting(Product::handle).containsExactly("a", "b");
        assertThat(catalog.page("b", 2)).extracting(Product::handle).containsExactly("c");
        assertThat(catalog.page("c", 2)).isEmpty();
    }

    private List<Change> changes(ProductRecord... records) {
        return write(records).stream()
                .map(outcome -> ((Accepted) outcome).change())
                .toList();
    }

    private List<RecordOutcome> write(ProductRecord... records) {
        try {
            return Sql.on(database).inTransaction(handle -> writer.write(handle, Arrays.asList(records)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProductRecord stock(String sku, long quantity) {
        return new ProductRecord(ProductKey.ofSku(sku), ProductValues.NONE, VariantValues.ofQuantity(quantity));
    }

    private static ProductRecord named(String handle, String sku, String name) {
        return new ProductRecord(ProductKey.ofHandle(handle, sku), ProductValues.named(name), VariantValues.NONE);
    }

    private static ProductRecord priced(String handle, String sku, String currency, String amount) {
        return new ProductRecord(
                ProductKey.ofHandle(handle, sku),
                ProductValues.NONE,
                new VariantValues(null, List.of(), null, null, List.of(price(currency, amount))));
    }

    private static ProductRecord colour(String handle, @Nullable String sku, String colour, long quantity) {
        return new ProductRecord(
                ProductKey.ofHandle(handle, sku),
                ProductValues.NONE,
                new VariantValues(null, List.of(new Option("Color", colour)), null, quantity, List.of()));
    }

    private static Price price(String currency, String amount) {
        return new Price(currency, new BigDecimal(amount), null);
    }

    private static @Nullable String text(@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros().toPlainString();
    }
}
