package dev.longhaul.shop.catalog.write;

import static dev.longhaul.shop.catalog.write.TestRecords.colour;
import static dev.longhaul.shop.catalog.write.TestRecords.named;
import static dev.longhaul.shop.catalog.write.TestRecords.priced;
import static dev.longhaul.shop.catalog.write.TestRecords.product;
import static dev.longhaul.shop.catalog.write.TestRecords.stock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.catalog.TestCatalog;
import dev.longhaul.shop.catalog.Variant;
import dev.longhaul.shop.catalog.undo.CatalogSnapshot;
import dev.longhaul.shop.catalog.undo.ChunkChanges;
import dev.longhaul.shop.catalog.write.RecordOutcome.Accepted;
import dev.longhaul.shop.catalog.write.RecordOutcome.Refused;
import dev.longhaul.testing.Sql;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.longhaul.shop.catalog.TestCatalog#onEachDatabase")
class WriteModeTest {

    private final TestCatalog catalog;

    WriteModeTest(TestCatalog catalog) {
        this.catalog = catalog;
    }

    @BeforeEach
    void fill() {
        catalog.empty();
        catalog.changes(named("lamp", "L-1", "Lamp"), stock("L-1", 4));
    }

    @Test
    void create_leaves_a_product_that_exists_wholly_as_it_is_and_makes_new_ones_with_all_their_variants()
            throws Exception {
        List<String> before = CatalogSnapshot.of(catalog.database());

        assertThat(written(
                        WriteMode.CREATE,
                        stock("L-1", 9),
                        colour("lamp", "L-2", "red", 1),
                        named("lamp", "L-1", "Light")))
                .containsExactly("skipped", "skipped", "skipped");
        assertThat(CatalogSnapshot.of(catalog.database())).isEqualTo(before);

        assertThat(written(
                        WriteMode.CREATE,
                        colour("sofa", "S-1", "red", 1),
                        colour("sofa", "S-2", "blue", 2),
                        stock("S-1", 5)))
                .containsExactly("CREATED", "CREATED", "UPDATED");
        assertThat(catalog.reader().findByHandle("sofa").orElseThrow().variants())
                .extracting(Variant::sku)
                .containsExactly("S-1", "S-2");
    }

    @Test
    void a_new_product_of_a_chunk_that_is_written_in_halves_gets_all_its_variants() throws Exception {
        // the database refuses the second record, so the chunk is halved between the variants of one product
        assertThat(written(
                        WriteMode.CREATE,
                        colour("sofa", "S-1", "red", 1),
                        named("bad", "B-1", "x".repeat(2_001)),
                        colour("sofa", "S-2", "blue", 2),
                        stock("L-1", 9)))
                .containsExactly("CREATED", "database-refused", "CREATED", "skipped");
    }

    @Test
    void update_makes_neither_a_product_nor_a_variant() throws Exception {
        assertThat(written(
                        WriteMode.UPDATE,
                        stock("NEW", 1),
                        colour("lamp", "L-2", "red", 1),
                        new ProductRecord(TestRecords.handle("sofa", null), product("Sofa"), VariantValues.NONE),
                        priced("lamp", "L-1", "USD", "5"),
                        new ProductRecord(TestRecords.handle("lamp", null), product("Light"), VariantValues.NONE),
                        stock("L-1", 4)))
                .containsExactly("skipped", "skipped", "skipped", "UPDATED", "UPDATED", "UNCHANGED");
        assertThat(catalog.reader().productCount()).isEqualTo(1);
        assertThat(catalog.reader().variantCount()).isEqualTo(1);
        assertThat(catalog.reader().findByHandle("lamp").orElseThrow().name()).isEqualTo("Light");
    }

    @Test
    void a_record_that_does_not_say_which_product_it_means_is_refused_in_every_mode() throws Exception {
        catalog.changes(named("light", "L-1", "Light"));

        for (WriteMode mode : WriteMode.values()) {
            assertThat(written(mode, stock("L-1", 9))).containsExactly("sku-ambiguous");
        }
    }

    @Test
    void a_mode_is_written_as_one_word() {
        assertThat(WriteMode.parse("create")).contains(WriteMode.CREATE);
        assertThat(WriteMode.parse("update")).contains(WriteMode.UPDATE);
        assertThat(WriteMode.parse("both")).contains(WriteMode.BOTH);
        assertThat(WriteMode.parse("CREATE")).isEmpty();
        assertThat(WriteMode.parse("")).isEmpty();
    }

    private List<String> written(WriteMode mode, ProductRecord... records) throws Exception {
        RecordFilter filter = new RecordFilter(mode, product -> false);
        List<ProductRecord> list = List.of(records);
        return Sql.on(catalog.database())
                .inTransaction(handle -> catalog.writer()
                        .write(handle.getConnection(), list, FileReferences.of(list), filter, new ChunkChanges()))
                .stream()
                .map(outcome -> outcome instanceof Accepted accepted
                        ? accepted.change().toString()
                        : outcome instanceof Refused refused ? refused.reason().code() : "skipped")
                .toList();
    }
}
