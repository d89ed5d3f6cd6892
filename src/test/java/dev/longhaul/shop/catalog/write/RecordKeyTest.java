package dev.longhaul.shop.catalog.write;

import static dev.longhaul.shop.catalog.write.TestRecords.NO_PRODUCT;
import static dev.longhaul.shop.catalog.write.TestRecords.colour;
import static dev.longhaul.shop.catalog.write.TestRecords.handle;
import static dev.longhaul.shop.catalog.write.TestRecords.named;
import static dev.longhaul.shop.catalog.write.TestRecords.product;
import static dev.longhaul.shop.catalog.write.TestRecords.quantity;
import static dev.longhaul.shop.catalog.write.TestRecords.stock;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.catalog.TestCatalog;
import dev.longhaul.shop.catalog.write.RecordOutcome.Accepted;
import dev.longhaul.shop.catalog.write.RecordOutcome.Change;
import dev.longhaul.shop.catalog.write.RecordOutcome.Refused;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Which product and variant a record means. */
@ParameterizedClass
@MethodSource("dev.longhaul.shop.catalog.TestCatalog#onEachDatabase")
class RecordKeyTest {

    private final TestCatalog catalog;

    RecordKeyTest(TestCatalog catalog) {
        this.catalog = catalog;
    }

    @BeforeEach
    void empty() {
        catalog.empty();
    }

    @Test
    void a_sku_of_two_products_is_refused_when_it_alone_names_the_product() {
        catalog.changes(named("vacuum", "ROBOT", "Vacuum"), named("vacuum-pro", "ROBOT", "Vacuum Pro"));

        List<RecordOutcome> outcomes = catalog.write(stock("ROBOT", 1), stock("OTHER", 1));

        assertThat(outcomes.get(0))
                .isEqualTo(new Refused(Reason.of("sku-ambiguous", "ROBOT", 2, "vacuum, vacuum-pro")));
        assertThat(outcomes.get(1)).isInstanceOf(Accepted.class);
    }

    @Test
    void variants_without_a_sku_are_told_apart_by_their_options() {
        catalog.changes(colour("chair", null, "Green", 1), colour("chair", null, "Yellow", 2));

        assertThat(catalog.changes(colour("chair", null, "Green", 1), colour("chair", null, "Yellow", 3)))
                .containsExactly(Change.UNCHANGED, Change.UPDATED);
        assertThat(catalog.reader().variantCount()).isEqualTo(2);
    }

    @Test
    void a_variant_takes_the_sku_that_its_source_adds_later() {
        catalog.changes(colour("chair", null, "Green", 1), colour("chair", null, "Yellow", 1));

        assertThat(catalog.changes(colour("chair", "C-G", "Green", 1))).containsExactly(Change.UPDATED);

        assertThat(catalog.reader().variantCount()).isEqualTo(2);
        assertThat(catalog.changes(stock("C-G", 1))).containsExactly(Change.UNCHANGED);
    }

    @Test
    void a_record_that_names_no_variant_means_the_only_one_and_is_refused_when_there_are_several() {
        catalog.changes(colour("chair", "C-G", "Green", 1));
        ProductRecord unnamed = new ProductRecord(handle("chair", null), NO_PRODUCT, quantity(9));
        assertThat(catalog.changes(unnamed)).containsExactly(Change.UPDATED);
        catalog.changes(colour("chair", "C-Y", "Yellow", 1));

        RecordOutcome outcome = catalog.write(unnamed).get(0);

        assertThat(outcome).isEqualTo(new Refused(Reason.of("variant-unclear", "chair", 2)));
    }

    @Test
    void a_variant_finds_its_product_by_the_id_the_source_gave_it_in_either_order() {
        ProductRecord parent =
                new ProductRecord(new ProductKey(null, null, "id-1", "P-1"), product("Chair"), VariantValues.NONE);
        ProductRecord child = new ProductRecord(new ProductKey(null, "id-1", null, "P-2"), NO_PRODUCT, quantity(1));

        assertThat(catalog.changes(parent, child)).containsExactly(Change.CREATED, Change.CREATED);
        assertThat(catalog.changes(child, parent)).containsOnly(Change.UNCHANGED);
        assertThat(catalog.reader().productCount()).isEqualTo(1);

        ProductRecord otherParent =
                new ProductRecord(new ProductKey(null, null, "id-2", "Q-1"), product("Table"), VariantValues.NONE);
        ProductRecord otherChild =
                new ProductRecord(new ProductKey(null, "id-2", null, "Q-2"), NO_PRODUCT, quantity(1));
        catalog.changes(otherChild);
        catalog.changes(otherParent);
        assertThat(catalog.reader().productCount()).isEqualTo(2);
        assertThat(catalog.reader().findByHandle("id-2").orElseThrow().name()).isEqualTo("Table");
    }
}
