package dev.longhaul.shop.catalog.write;

import static dev.longhaul.shop.catalog.write.TestRecords.NO_PRODUCT;
import static dev.longhaul.shop.catalog.write.TestRecords.NO_VARIANT;
import static dev.longhaul.shop.catalog.write.TestRecords.handle;
import static dev.longhaul.shop.catalog.write.TestRecords.price;
import static dev.longhaul.shop.catalog.write.TestRecords.quantity;
import static dev.longhaul.shop.catalog.write.TestRecords.stock;
import static dev.longhaul.shop.catalog.write.TestRecords.variant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.catalog.TestCatalog;
import dev.longhaul.shop.catalog.Variant;
import dev.longhaul.shop.catalog.VariantOptions;
import dev.longhaul.shop.catalog.write.RecordOutcome.Change;
import dev.longhaul.shop.catalog.write.RecordOutcome.Refused;
import dev.longhaul.testing.Sql;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Which variant of one product a record means, by its SKU and its options. */
@ParameterizedClass
@MethodSource("dev.longhaul.shop.catalog.TestCatalog#onEachDatabase")
class RepeatedSkuTest {

    private final TestCatalog catalog;

    RepeatedSkuTest(TestCatalog catalog) {
        this.catalog = catalog;
    }

    @BeforeEach
    void empty() {
        catalog.empty();
    }

    @Test
    void a_repeated_sku_with_other_options_is_another_variant_and_again_changes_nothing() {
        ProductRecord[] file = {tote("Plain", "129"), tote("With keychain", "149")};

        assertThat(catalog.changes(file)).containsOnly(Change.CREATED);
        assertThat(catalog.changes(file)).containsOnly(Change.UNCHANGED);
        assertThat(catalog.changes(file[1])).containsExactly(Change.UNCHANGED);

        assertThat(amounts()).containsExactly("Plain 129", "With keychain 149");
    }

    @Test
    void a_variant_that_came_when_its_sku_was_not_known_to_be_repeated_stays_itself() {
        catalog.changes(record(handle("tote", "ALL-22"), named("Style", "With keychain"), price("EUR", "149")));

        assertThat(catalog.changes(tote("Plain", "129"), tote("With keychain", "149")))
                .containsExactly(Change.CREATED, Change.UNCHANGED);

        assertThat(amounts()).containsExactly("With keychain 149", "Plain 129");
        assertThat(keys()).containsExactly("sku:ALL-22", "sku:ALL-22\u001fPlain");
    }

    @Test
    void the_options_of_an_ordinary_sku_change_and_the_variant_keeps_its_key() {
        catalog.changes(record(handle("tote", "T"), named("Style", "Plain"), price("EUR", "1")));

        assertThat(catalog.changes(record(handle("tote", "T"), named("Style", "Striped"), price("EUR", "1"))))
                .containsExactly(Change.UPDATED);

        assertThat(amounts()).containsExactly("Striped 1");
        assertThat(keys()).containsExactly("sku:T");
    }

    @Test
    void options_that_change_free_the_key_that_they_were_part_of() {
        catalog.changes(tote("Plain", "129"));
        catalog.changes(record(handle("tote", "ALL-22"), named("Style", "Striped"), price("EUR", "129")));

        assertThat(catalog.changes(tote("Plain", "99"))).containsExactly(Change.CREATED);

        assertThat(amounts()).containsExactly("Striped 129", "Plain 99");
        assertThat(keys()).containsExactly("sku:ALL-22\u001fStriped", "sku:ALL-22\u001fPlain");
    }

    @Test
    void a_record_without_options_does_not_say_which_variant_of_a_repeated_sku_it_means() {
        catalog.changes(tote("Plain", "129"), tote("With keychain", "149"));
        Refused unclear = new Refused(Reason.of("variant-unclear.sku", "ALL-22", 2, "tote"));

        assertThat(catalog.write(new ProductRecord(handle("tote", "ALL-22"), NO_PRODUCT, quantity(1))))
                .containsExactly(unclear);
        assertThat(catalog.write(stock("ALL-22", 1))).containsExactly(unclear);
        assertThat(catalog.write(record(handle("tote", "ALL-22"), named("Style", "Striped"), null)))
                .containsExactly(unclear);
    }

    @Test
    void one_option_is_enough_where_it_tells_two_variants_of_a_sku_apart() {
        catalog.changes(
                record(repeated("shirt", "S"), VariantOptions.of(option("Size", "M"), option("Color", "Red")), null),
                record(repeated("shirt", "S"), VariantOptions.of(option("Size", "M"), option("Color", "Blue")), null));

        assertThat(catalog.changes(record(
                        handle("shirt", "S"), VariantOptions.of(null, option("Color", "Blue")), price("EUR", "5"))))
                .containsExactly(Change.UPDATED);

        assertThat(amounts()).containsExactly("M/Red -", "M/Blue 5");
    }

    @Test
    void a_file_without_handles_repeats_a_sku_within_the_product_that_is_made_for_it() {
        ProductRecord[] file = {
            record(new ProductKey(null, null, null, "S", true, null), named("Size", "M"), price("EUR", "1")),
            record(new ProductKey(null, null, null, "S", true, null), named("Size", "L"), price("EUR", "2"))
        };

        assertThat(catalog.changes(file)).containsOnly(Change.CREATED);
        assertThat(catalog.changes(file)).containsOnly(Change.UNCHANGED);

        assertThat(catalog.reader().productCount()).isEqualTo(1);
        assertThat(amounts()).containsExactly("M 1", "L 2");
    }

    @Test
    void variants_without_a_sku_take_a_repeated_one_by_their_options() {
        catalog.changes(
                record(handle("tote", null), named("Style", "Plain"), price("EUR", "129")),
                record(handle("tote", null), named("Style", "With keychain"), price("EUR", "149")));

        assertThat(catalog.changes(tote("Plain", "129"), tote("With keychain", "149")))
                .containsOnly(Change.UPDATED);

        assertThat(catalog.reader().variantCount()).isEqualTo(2);
        assertThat(keys()).containsExactly("sku:ALL-22\u001fPlain", "sku:ALL-22\u001fWith keychain");
    }

    @Test
    void option_two_alone_leaves_option_one_as_it_is() {
        catalog.changes(
                record(handle("shirt", "S-1"), VariantOptions.of(option("Size", "M"), option("Color", "Red")), null));

        assertThat(catalog.changes(
                        record(TestRecords.sku("S-1"), VariantOptions.of(null, option("Color", "Blue")), null)))
                .containsExactly(Change.UPDATED);
        assertThat(variants().get(0).options())
                .isEqualTo(VariantOptions.of(option("Size", "M"), option("Color", "Blue")));

        assertThat(catalog.changes(
                        record(TestRecords.sku("S-1"), VariantOptions.of(null, option(null, "Green"), null), null)))
                .containsExactly(Change.UPDATED);
        assertThat(variants().get(0).options())
                .as("a value without a name leaves the stored name")
                .isEqualTo(VariantOptions.of(option("Size", "M"), option("Color", "Green")));
    }

    @Test
    void an_option_stays_at_its_position_when_those_before_it_are_missing() {
        catalog.changes(record(handle("shirt", null), VariantOptions.of(null, option("Color", "Red")), null));

        assertThat(catalog.changes(record(handle("shirt", null), VariantOptions.of(option("Color", "Red")), null)))
                .as("the first option is another than the second")
                .containsExactly(Change.CREATED);

        assertThat(variants())
                .extracting(Variant::options)
                .containsExactly(
                        VariantOptions.of(null, option("Color", "Red")), VariantOptions.of(option("Color", "Red")));
    }

    private static ProductRecord tote(String style, String amount) {
        return record(repeated("tote", "ALL-22"), named("Style", style), price("EUR", amount));
    }

    private static ProductKey repeated(String handle, String sku) {
        return new ProductKey(handle, null, null, sku, true, null);
    }

    private static ProductRecord record(ProductKey key, VariantOptions options, @Nullable Price price) {
        List<Price> prices = price == null ? List.of() : List.of(price);
        return new ProductRecord(key, NO_PRODUCT, new VariantValues(options, NO_VARIANT, prices));
    }

    private static VariantOptions named(String name, String value) {
        return VariantOptions.of(option(name, value));
    }

    private static Option option(@Nullable String name, String value) {
        return new Option(name, value);
    }

    private List<Variant> variants() {
        return catalog.reader().page(null, 1).get(0).variants();
    }

    private List<String> amounts() {
        return variants().stream()
                .map(variant -> String.join(
                                "/",
                                variant.options().present().stream()
                                        .map(Option::value)
                                        .toList())
                        + " "
                        + variant.prices().stream()
                                .map(price -> text(price.amount()))
                                .findFirst()
                                .orElse("-"))
                .toList();
    }

    private static String text(@Nullable BigDecimal amount) {
        return amount == null ? "-" : amount.stripTrailingZeros().toPlainString();
    }

    private List<String> keys() {
        return Sql.on(catalog.database())
                .withHandle(handle -> handle.createQuery("SELECT variant_key FROM product_variant ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }
}
