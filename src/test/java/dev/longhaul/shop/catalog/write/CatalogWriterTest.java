package dev.longhaul.shop.catalog.write;

import static dev.longhaul.shop.catalog.write.TestRecords.NO_PRODUCT;
import static dev.longhaul.shop.catalog.write.TestRecords.NO_VARIANT;
import static dev.longhaul.shop.catalog.write.TestRecords.handle;
import static dev.longhaul.shop.catalog.write.TestRecords.named;
import static dev.longhaul.shop.catalog.write.TestRecords.price;
import static dev.longhaul.shop.catalog.write.TestRecords.priced;
import static dev.longhaul.shop.catalog.write.TestRecords.product;
import static dev.longhaul.shop.catalog.write.TestRecords.sku;
import static dev.longhaul.shop.catalog.write.TestRecords.stock;
import static dev.longhaul.shop.catalog.write.TestRecords.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.Product;
import dev.longhaul.shop.catalog.ProductStatus;
import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.catalog.TestCatalog;
import dev.longhaul.shop.catalog.Variant;
import dev.longhaul.shop.catalog.VariantOptions;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.VariantField;
import dev.longhaul.shop.catalog.write.RecordOutcome.Accepted;
import dev.longhaul.shop.catalog.write.RecordOutcome.Change;
import dev.longhaul.shop.catalog.write.RecordOutcome.Refused;
import dev.longhaul.testing.Sql;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What a record does to the catalogue. */
@ParameterizedClass
@MethodSource("dev.longhaul.shop.catalog.TestCatalog#onEachDatabase")
class CatalogWriterTest {

    private final TestCatalog catalog;

    CatalogWriterTest(TestCatalog catalog) {
        this.catalog = catalog;
    }

    @BeforeEach
    void empty() {
        catalog.empty();
    }

    @Test
    void a_new_handle_makes_a_product_and_its_variant() {
        ProductRecord record = new ProductRecord(
                handle("lamp", "L-1"),
                product("Lamp", "<p>Light</p>", "Acme", "Indoor", "black, lamp", ProductStatus.ACTIVE.name()),
                new VariantValues(
                        List.of(new Option("Color", "Black"), new Option(null, "Large")),
                        variant("Black lamp", "4006381333931", 7L),
                        List.of(price("EUR", "69.99"), new Price("USD", new BigDecimal("79"), new BigDecimal("85")))));

        assertThat(catalog.changes(record)).containsExactly(Change.CREATED);

        Product product = catalog.reader().findByHandle("lamp").orElseThrow();
        assertThat(product)
                .extracting(Product::values, Product::name, Product::status)
                .containsExactly(record.product(), "Lamp", ProductStatus.ACTIVE);
        Variant variant = product.variants().get(0);
        assertThat(variant)
                .extracting(Variant::sku, Variant::values, Variant::options)
                .containsExactly(
                        "L-1",
                        variant("Black lamp", "4006381333931", 7L),
                        VariantOptions.of(new Option("Color", "Black"), new Option(null, "Large")));
        assertThat(variant.prices())
                .extracting(Price::currency, price -> text(price.amount()), price -> text(price.compareAt()))
                .containsExactly(tuple("EUR", "69.99", null), tuple("USD", "79", "85"));
    }

    @Test
    void the_same_records_again_change_nothing() {
        ProductRecord[] records = {
            new ProductRecord(
                    handle("lamp", "L-1"),
                    product("Lamp", "d", "v", "t", "g", ProductStatus.ACTIVE.name()),
                    new VariantValues(
                            List.of(new Option("Color", "Black")),
                            variant("n", "b", 1L),
                            List.of(price("EUR", "590")))),
            stock("S-1", 4),
            new ProductRecord(handle("bare", null), product("Bare"), VariantValues.NONE)
        };

        assertThat(catalog.changes(records)).containsOnly(Change.CREATED);
        assertThat(catalog.changes(records)).containsOnly(Change.UNCHANGED);
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

        assertThat(catalog.changes(records))
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
        assertThat(catalog.reader().productCount()).isEqualTo(2);
        assertThat(catalog.reader().variantCount()).isEqualTo(3);
        assertThat(catalog.reader()
                        .findBySku("NEW")
                        .get(0)
                        .variants()
                        .get(0)
                        .values()
                        .number(VariantField.QUANTITY))
                .isEqualTo(2);
    }

    @Test
    void what_a_record_leaves_out_stays() {
        catalog.changes(new ProductRecord(
                handle("lamp", "L-1"),
                product("Lamp", "text", "Acme", "Indoor", "x", ProductStatus.ARCHIVED.name()),
                new VariantValues(
                        List.of(new Option("Color", "Black")), variant("n", "b", 1L), List.of(price("EUR", "5")))));
        Product before = catalog.reader().findByHandle("lamp").orElseThrow();

        assertThat(catalog.changes(stock("L-1", 2))).containsExactly(Change.UPDATED);

        Product after = catalog.reader().findByHandle("lamp").orElseThrow();
        Variant variant = before.variants().get(0);
        assertThat(after)
                .isEqualTo(new Product(
                        "lamp",
                        before.values(),
                        List.of(new Variant(
                                variant.sku(),
                                variant.options(),
                                variant.values().with(VariantField.QUANTITY, 2L),
                                variant.prices()))));
    }

    @Test
    void an_unknown_sku_makes_a_draft_named_by_it_until_a_record_brings_the_name() {
        catalog.changes(stock("A-1", 5));
        assertThat(catalog.reader().findByHandle("A-1").orElseThrow())
                .extracting(Product::name, Product::status)
                .containsExactly("A-1", ProductStatus.DRAFT);
        ColumnValues<ProductField> active = product(null, null, null, null, null, ProductStatus.ACTIVE.name());
        assertThat(catalog.changes(new ProductRecord(sku("A-1"), active, VariantValues.NONE)))
                .as("nothing without a name goes on sale")
                .containsExactly(Change.UNCHANGED);

        catalog.changes(new ProductRecord(sku("A-1"), product("Chair"), VariantValues.NONE));

        assertThat(catalog.reader().findByHandle("A-1").orElseThrow())
                .extracting(Product::name, Product::status)
                .containsExactly("Chair", ProductStatus.ACTIVE);
    }

    @Test
    void a_compare_at_price_needs_a_price() {
        Price compareAtOnly = new Price("EUR", null, BigDecimal.TEN);
        ProductRecord record = new ProductRecord(
                sku("A"), NO_PRODUCT, new VariantValues(List.of(), NO_VARIANT, List.of(compareAtOnly)));

        assertThat(catalog.write(record).get(0)).isEqualTo(new Refused(Reason.of("price-missing.compare-at", "EUR")));
        assertThat(catalog.reader().productCount())
                .as("a refused record leaves nothing")
                .isZero();
        catalog.changes(priced("A", "A", "EUR", "5"));
        assertThat(catalog.changes(record)).containsExactly(Change.UPDATED);
    }

    @Test
    void a_record_the_database_refuses_is_found_and_keeps_no_other_from_being_written() {
        List<ProductRecord> records = new ArrayList<>(
                IntStream.range(0, 100).mapToObj(i -> stock("S-" + i, i)).toList());
        records.set(37, named("bad-1", "B-1", "x".repeat(2_001)));
        records.set(99, named("bad-2", "B-2", "x".repeat(2_001)));

        List<RecordOutcome> outcomes = catalog.write(records.toArray(ProductRecord[]::new));

        assertThat(IntStream.range(0, 100).filter(i -> outcomes.get(i) instanceof Refused))
                .containsExactly(37, 99);
        assertThat(outcomes)
                .filteredOn(outcome -> outcome instanceof Accepted accepted && accepted.change() == Change.CREATED)
                .as("what was written before the fault was found is undone and counted once")
                .hasSize(98);
        assertThat(((Refused) outcomes.get(37)).reason().code()).isEqualTo("database-refused");
        assertThat(((Refused) outcomes.get(37)).reason().sentence(Locale.ENGLISH))
                .startsWith("the database refused the record: ");
        assertThat(catalog.reader().productCount()).isEqualTo(98);
    }

    @Test
    void a_chunk_that_is_rolled_back_leaves_nothing() throws Exception {
        Sql.on(catalog.database()).useHandle(handle -> {
            handle.begin();
            catalog.writer().write(handle, List.of(stock("A", 1)));
            handle.rollback();
        });

        assertThat(catalog.reader().productCount()).isZero();
    }

    @Test
    void a_preview_tells_the_outcomes_and_writes_nothing() throws Exception {
        catalog.changes(stock("A", 1));

        List<RecordOutcome> outcomes = Sql.on(catalog.database()).withHandle(handle -> catalog.writer()
                .preview(handle, List.of(stock("A", 1), stock("A", 2), stock("B", 1))));

        assertThat(outcomes)
                .extracting(outcome -> ((Accepted) outcome).change())
                .containsExactly(Change.UNCHANGED, Change.UPDATED, Change.CREATED);
        assertThat(catalog.reader().productCount()).isEqualTo(1);
        assertThat(catalog.changes(stock("A", 1))).containsExactly(Change.UNCHANGED);
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
                    handle("h" + i + texts.get(i), "s" + texts.get(i)),
                    product(texts.get(i), texts.get(i), texts.get(i), texts.get(i), texts.get(i), null),
                    VariantValues.NONE));
        }

        assertThat(catalog.changes(records.toArray(ProductRecord[]::new))).containsOnly(Change.CREATED);
        assertThat(catalog.changes(records.toArray(ProductRecord[]::new))).containsOnly(Change.UNCHANGED);

        for (int i = 0; i < texts.size(); i++) {
            Product product =
                    catalog.reader().findByHandle("h" + i + texts.get(i)).orElseThrow();
            assertThat(product.name()).isEqualTo(texts.get(i));
            assertThat(product.values().text(ProductField.DESCRIPTION)).isEqualTo(texts.get(i));
            assertThat(product.variants().get(0).sku()).isEqualTo("s" + texts.get(i));
        }
    }

    private static @Nullable String text(@Nullable BigDecimal number) {
        return number == null ? null : number.stripTrailingZeros().toPlainString();
    }
}
