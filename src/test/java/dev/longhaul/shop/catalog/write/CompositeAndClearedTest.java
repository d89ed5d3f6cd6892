package dev.longhaul.shop.catalog.write;

import static dev.longhaul.shop.catalog.write.TestRecords.NO_PRODUCT;
import static dev.longhaul.shop.catalog.write.TestRecords.NO_VARIANT;
import static dev.longhaul.shop.catalog.write.TestRecords.handle;
import static dev.longhaul.shop.catalog.write.TestRecords.product;
import static dev.longhaul.shop.catalog.write.TestRecords.sku;
import static dev.longhaul.shop.catalog.write.TestRecords.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.Product;
import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.catalog.TestCatalog;
import dev.longhaul.shop.catalog.table.Attributes;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ImageList;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.VariantField;
import dev.longhaul.shop.catalog.write.RecordOutcome.Change;
import dev.longhaul.shop.catalog.write.RecordOutcome.Refused;
import dev.longhaul.testing.Sql;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of which a record says a part, and values that it takes away. */
@ParameterizedClass
@MethodSource("dev.longhaul.shop.catalog.TestCatalog#onEachDatabase")
class CompositeAndClearedTest {

    private static final int COPIED = CopyInsert.WORTHWHILE_ROW_COUNT + 1;

    private final TestCatalog catalog;

    CompositeAndClearedTest(TestCatalog catalog) {
        this.catalog = catalog;
    }

    @BeforeEach
    void empty() {
        catalog.empty();
    }

    @Test
    void rows_that_bring_one_picture_each_add_up_and_again_change_nothing() {
        ProductRecord[] rows = {images(false, "a", "b"), images(false, "c"), images(false, "a")};

        assertThat(catalog.changes(rows)).containsExactly(Change.CREATED, Change.UPDATED, Change.UNCHANGED);
        assertThat(catalog.changes(rows)).containsOnly(Change.UNCHANGED);
        assertThat(catalog.changes(images(false, "d", "b"))).containsExactly(Change.UPDATED);

        assertThat(stored().value(ProductField.IMAGES)).isEqualTo(new ImageList(List.of("a", "b", "c", "d"), true));
    }

    @Test
    void a_whole_list_of_pictures_replaces_the_stored_one_and_its_order_counts() {
        catalog.changes(images(true, "a", "b", "a"));

        assertThat(catalog.changes(images(true, "a", "b"))).containsExactly(Change.UNCHANGED);
        assertThat(catalog.changes(images(true, "b", "a"))).containsExactly(Change.UPDATED);
        assertThat(catalog.changes(images(true, "b"))).containsExactly(Change.UPDATED);

        assertThat(stored().value(ProductField.IMAGES)).isEqualTo(new ImageList(List.of("b"), true));
    }

    @Test
    void attributes_are_added_to_the_stored_ones_and_the_records_value_stays() {
        catalog.changes(attributes(Map.of("warehouse", "North", "color", "red")));

        assertThat(catalog.changes(attributes(Map.of("color", "red")))).containsExactly(Change.UNCHANGED);
        assertThat(catalog.changes(attributes(Map.of("color", "blue", "a\nb\"\\\t\u2028", "🪑\r\u0001"))))
                .containsExactly(Change.UPDATED);

        assertThat(stored().value(ProductField.ATTRIBUTES))
                .isEqualTo(
                        Attributes.of(Map.of("warehouse", "North", "color", "blue", "a\nb\"\\\t\u2028", "🪑\r\u0001")));
        assertThat(((Attributes) Objects.requireNonNull(stored().value(ProductField.ATTRIBUTES))).byName())
                .containsEntry("a\nb\"\\\t\u2028", "🪑\r\u0001")
                .hasSize(3);
    }

    @Test
    void what_would_not_fit_together_with_the_stored_value_is_refused_before_anything_changes() throws Exception {
        ProductRecord first = attributes(Map.of("a", "x".repeat(15_000)));
        ProductRecord second = attributes(Map.of("b", "x".repeat(15_000)));
        Refused refused = new Refused(Reason.of("value-too-long", "product attributes", 30_015, 20_000));

        assertThat(Sql.on(catalog.database())
                        .withHandle(handle -> catalog.writer().preview(handle, List.of(first, second)))
                        .get(1))
                .isEqualTo(refused);
        assertThat(catalog.write(first, second).get(1)).isEqualTo(refused);
        assertThat(catalog.write(second)).containsExactly(refused);

        assertThat(stored().value(ProductField.ATTRIBUTES)).isEqualTo(Attributes.of(Map.of("a", "x".repeat(15_000))));
    }

    @Test
    void what_just_fits_is_stored_though_every_character_is_an_emoji() {
        String emoji = "🪑".repeat(1_000);
        ColumnValues<ProductField> values = product(emoji)
                .with(ProductField.SEO_TITLE, emoji)
                .with(ProductField.IMAGES, new ImageList(List.of("🪑".repeat(10_000)), true))
                .with(ProductField.ATTRIBUTES, Attributes.of(Map.of("a", "🪑".repeat(9_995) + "x")));
        ColumnValues<VariantField> variant = NO_VARIANT.with(VariantField.NAME, emoji);

        assertThat(catalog.changes(new ProductRecord(
                        handle("lamp", "L"), values, new VariantValues(List.of(), variant, List.of()))))
                .containsExactly(Change.CREATED);

        assertThat(stored().text(ProductField.NAME)).isEqualTo(emoji);
        assertThat(stored().value(ProductField.ATTRIBUTES)).isEqualTo(values.value(ProductField.ATTRIBUTES));
    }

    @Test
    void a_cleared_column_holds_nothing_and_cleared_again_changes_nothing() {
        List<ProductRecord> full = new ArrayList<>();
        List<ProductRecord> cleared = new ArrayList<>();
        for (int i = 0; i < COPIED; i++) {
            full.add(new ProductRecord(
                    handle("h" + i, "S" + i),
                    product("Lamp", "text", "Acme").with(ProductField.IMAGES, new ImageList(List.of("a"), true)),
                    new VariantValues(List.of(), variant("n", "4006", 5L), List.of())));
            cleared.add(new ProductRecord(
                    handle("h" + i, "S" + i),
                    ColumnValues.of(CatalogTables.PRODUCT)
                            .put(ProductField.VENDOR, "Other")
                            .clear(ProductField.DESCRIPTION)
                            .clear(ProductField.IMAGES)
                            .build(),
                    new VariantValues(
                            List.of(),
                            ColumnValues.of(CatalogTables.VARIANT)
                                    .clear(VariantField.BARCODE)
                                    .clear(VariantField.QUANTITY)
                                    .build(),
                            List.of())));
        }
        catalog.changes(full.toArray(ProductRecord[]::new));

        assertThat(catalog.changes(cleared.toArray(ProductRecord[]::new))).containsOnly(Change.UPDATED);
        assertThat(catalog.changes(cleared.toArray(ProductRecord[]::new))).containsOnly(Change.UNCHANGED);

        for (Product product : catalog.reader().page(null, COPIED)) {
            assertThat(product.values()).isEqualTo(product("Lamp", null, "Other", null, null, "ACTIVE"));
            assertThat(product.variants().get(0).values()).isEqualTo(variant("n", null, null));
        }
    }

    @Test
    void within_a_chunk_the_last_record_says_whether_there_is_a_value() {
        ProductRecord with = new ProductRecord(handle("lamp", "L"), product("Lamp", "text"), VariantValues.NONE);
        ProductRecord without = new ProductRecord(
                handle("lamp", "L"),
                ColumnValues.of(CatalogTables.PRODUCT)
                        .clear(ProductField.DESCRIPTION)
                        .build(),
                VariantValues.NONE);

        assertThat(catalog.changes(with, without, with, without))
                .containsExactly(Change.CREATED, Change.UPDATED, Change.UPDATED, Change.UPDATED);
        assertThat(stored().text(ProductField.DESCRIPTION)).isNull();
        assertThat(catalog.changes(with, without, with))
                .containsExactly(Change.UPDATED, Change.UPDATED, Change.UPDATED);
        assertThat(stored().text(ProductField.DESCRIPTION)).isEqualTo("text");
    }

    @Test
    void name_status_and_keys_cannot_be_cleared() {
        for (ProductField column : List.of(ProductField.NAME, ProductField.STATUS, ProductField.HANDLE)) {
            ColumnValues.Builder<ProductField> values = ColumnValues.of(CatalogTables.PRODUCT);
            assertThatThrownBy(() -> values.clear(column))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("product." + column.sqlName());
        }
        assertThatThrownBy(() -> new Price("EUR", Price.NO_AMOUNT, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_compare_at_price_and_a_cost_can_be_taken_away() {
        catalog.changes(priced("8.00", new BigDecimal("10.00"), new BigDecimal("3")));

        ProductRecord none = priced("10.00", Price.NO_AMOUNT, Price.NO_AMOUNT);
        assertThat(catalog.changes(none)).containsExactly(Change.UPDATED);
        assertThat(catalog.changes(none)).containsExactly(Change.UNCHANGED);

        assertThat(prices()).containsExactly(new Price("EUR", new BigDecimal("10.0000"), null));
    }

    @Test
    void a_cost_stays_beside_the_price_and_needs_one() {
        catalog.changes(priced("8", null, new BigDecimal("3")));
        assertThat(catalog.changes(priced("9", null, null))).containsExactly(Change.UPDATED);
        assertThat(prices())
                .containsExactly(new Price("EUR", new BigDecimal("9.0000"), null, new BigDecimal("3.0000")));
        catalog.empty();

        assertThat(catalog.write(priced(null, null, BigDecimal.ONE)))
                .containsExactly(new Refused(Reason.of("price-missing.cost", "EUR")));
    }

    @Test
    void taking_away_from_a_price_that_is_not_there_changes_nothing() {
        catalog.changes(new ProductRecord(sku("C"), NO_PRODUCT, VariantValues.NONE));

        assertThat(catalog.changes(priced(null, Price.NO_AMOUNT, null))).containsExactly(Change.UNCHANGED);

        assertThat(prices()).isEmpty();
    }

    private static ProductRecord images(boolean whole, String... urls) {
        return new ProductRecord(
                handle("lamp", "L"),
                NO_PRODUCT.with(ProductField.IMAGES, new ImageList(List.of(urls), whole)),
                VariantValues.NONE);
    }

    private static ProductRecord attributes(Map<String, String> byName) {
        return new ProductRecord(
                handle("lamp", "L"),
                NO_PRODUCT.with(ProductField.ATTRIBUTES, Attributes.of(byName)),
                VariantValues.NONE);
    }

    private static ProductRecord priced(
            @Nullable String amount, @Nullable BigDecimal compareAt, @Nullable BigDecimal cost) {
        Price price = new Price("EUR", amount == null ? null : new BigDecimal(amount), compareAt, cost);
        return new ProductRecord(sku("C"), NO_PRODUCT, new VariantValues(List.of(), NO_VARIANT, List.of(price)));
    }

    private ColumnValues<ProductField> stored() {
        return catalog.reader().findByHandle("lamp").orElseThrow().values();
    }

    private List<Price> prices() {
        return catalog.reader()
                .findByHandle("C")
                .orElseThrow()
                .variants()
                .get(0)
                .prices();
    }
}
