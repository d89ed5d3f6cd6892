package dev.longhaul.shop.catalog.write;

import static dev.longhaul.shop.catalog.write.TestRecords.NO_PRODUCT;
import static dev.longhaul.shop.catalog.write.TestRecords.product;
import static dev.longhaul.shop.catalog.write.TestRecords.quantity;
import static dev.longhaul.shop.catalog.write.TestRecords.stock;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.shop.catalog.Product;
import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.catalog.TestCatalog;
import dev.longhaul.shop.catalog.write.RecordOutcome.Accepted;
import dev.longhaul.shop.catalog.write.RecordOutcome.Change;
import dev.longhaul.shop.catalog.write.RecordOutcome.Refused;
import dev.longhaul.testing.Sql;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Two shops that number their products alike. */
@ParameterizedClass
@MethodSource("dev.longhaul.shop.catalog.TestCatalog#onEachDatabase")
class ReferenceTest {

    private final TestCatalog catalog;

    ReferenceTest(TestCatalog catalog) {
        this.catalog = catalog;
    }

    @BeforeEach
    void empty() {
        catalog.empty();
    }

    @Test
    void a_number_that_belongs_to_a_product_of_another_name_is_refused_and_so_are_its_variants() {
        catalog.changes(sofa(null));

        List<RecordOutcome> outcomes = catalog.write(teapot(null));

        assertThat(outcomes)
                .containsExactly(
                        new Refused(Reason.of("reference-of-another", "id:90201", "id:90201", "Sofa")),
                        new Refused(Reason.of("reference-of-another.parent", "id:90201", "id:90201", "Sofa")));
        assertThat(owned()).containsExactly("Sofa: [SOFA-R]");
        assertThat(catalog.changes(sofa(null))).as("the shop itself").containsOnly(Change.UNCHANGED);
    }

    @Test
    void a_variant_that_comes_before_its_product_does_not_get_to_the_other_shop_either() {
        catalog.changes(sofa(null));

        assertThat(catalog.write(teapot(null)[1], teapot(null)[0])).hasOnlyElementsOfType(Refused.class);

        assertThat(owned()).containsExactly("Sofa: [SOFA-R]");
    }

    @Test
    void a_file_remembers_over_its_chunks_what_it_calls_its_products() throws Exception {
        catalog.changes(sofa(null));
        FileReferences file = new FileReferences();
        List<ProductRecord> first = List.of(teapot(null)[0]);
        List<ProductRecord> second = List.of(teapot(null)[1]);
        file.addAll(first);
        file.addAll(second);
        CatalogPreview preview = new CatalogPreview(CancellationToken.NONE, WriteMode.BOTH);

        for (List<ProductRecord> chunk : List.of(first, second)) {
            List<RecordOutcome> previewed =
                    Sql.on(catalog.database()).withHandle(handle -> preview.next(handle, chunk));
            List<RecordOutcome> written = Sql.on(catalog.database())
                    .inTransaction(handle -> catalog.writer().write(handle.getConnection(), chunk, file));
            assertThat(written).hasOnlyElementsOfType(Refused.class).isEqualTo(previewed);
        }
        assertThat(owned()).containsExactly("Sofa: [SOFA-R]");
    }

    @Test
    void a_record_that_the_database_refuses_does_not_part_a_variant_from_what_its_file_says() {
        catalog.changes(sofa(null));
        List<ProductRecord> records = new ArrayList<>(
                IntStream.range(0, 20).mapToObj(i -> stock("S-" + i, i)).toList());
        records.set(0, teapot(null)[0]);
        records.set(10, TestRecords.named("bad", "BAD", "x".repeat(2_001)));
        records.set(19, teapot(null)[1]);

        List<RecordOutcome> outcomes = catalog.write(records.toArray(ProductRecord[]::new));

        assertThat(IntStream.range(0, 20).filter(i -> outcomes.get(i) instanceof Refused))
                .containsExactly(0, 10, 19);
        assertThat(((Refused) outcomes.get(19)).reason().code()).isEqualTo("reference-of-another");
    }

    @Test
    void shops_whose_sources_are_named_have_products_of_their_own() {
        for (boolean variantFirst : new boolean[] {false, true}) {
            catalog.empty();
            List<ProductRecord> sofa = new ArrayList<>(List.of(sofa("Shop A")));
            List<ProductRecord> teapot = new ArrayList<>(List.of(teapot("Shop B")));
            if (variantFirst) {
                Collections.reverse(sofa);
                Collections.reverse(teapot);
            }

            assertThat(catalog.changes(sofa.toArray(ProductRecord[]::new))).contains(Change.CREATED);
            assertThat(catalog.changes(teapot.toArray(ProductRecord[]::new))).contains(Change.CREATED);
            assertThat(catalog.changes(sofa.toArray(ProductRecord[]::new))).containsOnly(Change.UNCHANGED);
            assertThat(catalog.changes(teapot.toArray(ProductRecord[]::new))).containsOnly(Change.UNCHANGED);

            assertThat(owned()).containsExactly("Sofa: [SOFA-R]", "Teapot: [TEA-R]");
        }
    }

    @Test
    void a_named_source_renames_its_product_and_does_not_touch_one_that_came_without_a_source() {
        catalog.changes(sofa(null));
        catalog.changes(teapot("Shop B"));

        assertThat(catalog.changes(numbered("Shop B", "Tea pot"))).containsExactly(Change.UPDATED);

        assertThat(owned()).containsExactly("Tea pot: [TEA-R]", "Sofa: [SOFA-R]");
        assertThat(catalog.changes(sofa(null))).containsOnly(Change.UNCHANGED);
    }

    @Test
    void a_source_that_is_named_later_finds_its_product_by_number_and_name() {
        catalog.changes(sofa(null));

        assertThat(catalog.changes(sofa("Shop A")[1], sofa("Shop A")[0]))
                .as("variant and product; the product gets its source")
                .containsExactly(Change.UNCHANGED, Change.UPDATED);
        assertThat(catalog.changes(sofa("Shop A"))).containsOnly(Change.UNCHANGED);
        catalog.changes(teapot("Shop B"));

        assertThat(owned()).containsExactly("Teapot: [TEA-R]", "Sofa: [SOFA-R]");
    }

    @Test
    void a_handle_made_of_one_shops_number_is_no_key_of_another_shop() {
        catalog.changes(sofa(null));

        assertThat(catalog.changes(child("Shop B", "TEA-R"))).containsExactly(Change.CREATED);

        assertThat(owned()).containsExactly("Shop B:id:90201: [TEA-R]", "Sofa: [SOFA-R]");
        catalog.changes(sofa("Shop A"));
        assertThat(catalog.changes(child("Shop C", "CUP-R"))).containsExactly(Change.CREATED);
        assertThat(owned()).contains("Shop C:id:90201: [CUP-R]", "Sofa: [SOFA-R]");
    }

    @Test
    void a_sku_is_a_parent_in_every_shop_and_in_either_order() {
        ProductRecord shirt = new ProductRecord(
                new ProductKey(null, null, "id:44", "SHIRT", false, "B"), product("Shirt"), VariantValues.NONE);
        ProductRecord blue =
                new ProductRecord(new ProductKey(null, "SHIRT", null, "SHIRT-B", false, "B"), NO_PRODUCT, quantity(1));

        catalog.changes(shirt, blue);
        assertThat(owned()).containsExactly("Shirt: [SHIRT, SHIRT-B]");

        catalog.empty();
        catalog.changes(blue);
        catalog.changes(shirt);
        assertThat(owned()).containsExactly("Shirt: [SHIRT-B, SHIRT]");
    }

    @Test
    void a_product_that_is_found_by_its_sku_may_change_its_name_together_with_its_variants() {
        ProductRecord chair =
                new ProductRecord(new ProductKey(null, null, "7", "P-1"), product("Chair"), VariantValues.NONE);
        ProductRecord red = new ProductRecord(new ProductKey(null, "7", null, "P-2"), NO_PRODUCT, quantity(1));
        catalog.changes(chair, red);
        ProductRecord armchair = new ProductRecord(chair.key(), product("Armchair"), VariantValues.NONE);

        assertThat(catalog.changes(red, armchair, red))
                .containsExactly(Change.UNCHANGED, Change.UPDATED, Change.UNCHANGED);
    }

    @Test
    void a_record_without_a_name_is_taken_by_its_number() {
        catalog.changes(sofa(null));

        assertThat(catalog.write(
                        new ProductRecord(new ProductKey(null, null, "id:90201", null), NO_PRODUCT, quantity(3))))
                .hasOnlyElementsOfType(Accepted.class);
    }

    @Test
    void a_source_is_one_short_line() {
        assertThatThrownBy(() -> numbered(" ", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> numbered("a\u001fb", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> numbered("x".repeat(101), "x")).hasMessageContaining("1 to 100 characters");
    }

    private static ProductRecord[] sofa(@Nullable String source) {
        return new ProductRecord[] {numbered(source, "Sofa"), child(source, "SOFA-R")};
    }

    private static ProductRecord[] teapot(@Nullable String source) {
        return new ProductRecord[] {numbered(source, "Teapot"), child(source, "TEA-R")};
    }

    private static ProductRecord numbered(@Nullable String source, String name) {
        return new ProductRecord(
                new ProductKey(null, null, "id:90201", null, false, source), product(name), VariantValues.NONE);
    }

    private static ProductRecord child(@Nullable String source, String sku) {
        return new ProductRecord(
                new ProductKey(null, "id:90201", null, sku, false, source), NO_PRODUCT, VariantValues.NONE);
    }

    /** Products with the SKUs of their variants, in the order of their handles. */
    private List<String> owned() {
        return catalog.reader().page(null, 10).stream()
                .map(ReferenceTest::shown)
                .toList();
    }

    private static String shown(Product product) {
        return product.name() + ": "
                + product.variants().stream().map(variant -> variant.sku()).toList();
    }
}
