package dev.longhaul.shop.reading;

import static dev.longhaul.shop.catalog.write.TestRecords.handle;
import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.shop.catalog.CatalogExport;
import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.Product;
import dev.longhaul.shop.catalog.ProductStatus;
import dev.longhaul.shop.catalog.TestCatalog;
import dev.longhaul.shop.catalog.VariantOptions;
import dev.longhaul.shop.catalog.table.Attributes;
import dev.longhaul.shop.catalog.table.CatalogTables;
import dev.longhaul.shop.catalog.table.Column;
import dev.longhaul.shop.catalog.table.ColumnValues;
import dev.longhaul.shop.catalog.table.ImageList;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.Table;
import dev.longhaul.shop.catalog.table.VariantField;
import dev.longhaul.shop.catalog.write.ProductRecord;
import dev.longhaul.shop.catalog.write.RecordOutcome.Change;
import dev.longhaul.shop.catalog.write.TestRecords;
import dev.longhaul.shop.catalog.write.VariantValues;
import dev.longhaul.shop.reading.mapping.MappedRecord;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Each column of the enums, one added tomorrow included: record, table, export, file and record again. */
@ParameterizedClass
@MethodSource("dev.longhaul.shop.catalog.TestCatalog#onEachDatabase")
class ColumnTripTest {

    private final TestCatalog catalog;

    ColumnTripTest(TestCatalog catalog) {
        this.catalog = catalog;
    }

    @BeforeEach
    void empty() {
        catalog.empty();
    }

    @Test
    void every_value_is_stored_and_read_and_comes_back_from_the_exported_file() throws Exception {
        ProductRecord record = record(values(CatalogTables.PRODUCT, "1"), values(CatalogTables.VARIANT, "1"));
        assertThat(catalog.changes(record)).containsExactly(Change.CREATED);

        Product product = catalog.reader().findByHandle("lamp").orElseThrow();
        assertThat(product.values()).isEqualTo(record.product());
        assertThat(product.variants().get(0).values())
                .isEqualTo(record.variant().values());

        // the file's title is the product's, so the variant's own name stays behind
        ColumnValues<VariantField> exported = record.variant().values().with(VariantField.NAME, null);
        assertThat(exportedAndMapped()).containsExactly(record(record.product(), exported));
    }

    @Test
    void a_change_of_one_column_leaves_the_others_as_they_are() {
        catalog.changes(record(values(CatalogTables.PRODUCT, "1"), values(CatalogTables.VARIANT, "1")));

        ColumnValues<ProductField> product = values(CatalogTables.PRODUCT, "1");
        for (ProductField column : CatalogTables.PRODUCT.values()) {
            Object changed = value(column, "2");
            product = product.with(column, changed);
            assertThat(catalog.changes(record(TestRecords.NO_PRODUCT.with(column, changed), TestRecords.NO_VARIANT)))
                    .as("%s", column)
                    .containsExactly(Change.UPDATED);
            assertThat(stored().values()).isEqualTo(product);
        }
        ColumnValues<VariantField> variant = values(CatalogTables.VARIANT, "1");
        for (VariantField column : CatalogTables.VARIANT.values()) {
            Object changed = value(column, "2");
            variant = variant.with(column, changed);
            assertThat(catalog.changes(record(TestRecords.NO_PRODUCT, TestRecords.NO_VARIANT.with(column, changed))))
                    .as("%s", column)
                    .containsExactly(Change.UPDATED);
            assertThat(stored().variants().get(0).values()).isEqualTo(variant);
        }
        assertThat(stored().values()).isEqualTo(product);
    }

    @Test
    void options_stay_at_their_positions_and_prices_keep_their_cost_over_the_exported_file() throws Exception {
        VariantValues variant = new VariantValues(
                VariantOptions.of(null, new Option("Color", "Red"), new Option(null, "Long")),
                TestRecords.NO_VARIANT,
                List.of(new Price("EUR", new BigDecimal("8.0000"), null, new BigDecimal("3.5000"))));
        ProductRecord record = new ProductRecord(
                handle("lamp", "L-1"),
                TestRecords.product("Lamp", null, null, null, null, ProductStatus.ACTIVE.name()),
                variant);
        catalog.changes(record);

        assertThat(exportedAndMapped()).containsExactly(record);
    }

    private Product stored() {
        return catalog.reader().findByHandle("lamp").orElseThrow();
    }

    private List<ProductRecord> exportedAndMapped() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        new CatalogExport(catalog.reader()).write(file, CancellationToken.NONE);
        return ReadFiles.mapped(file.toByteArray()).stream()
                .map(mapped -> ((MappedRecord.Valid) mapped).record())
                .toList();
    }

    private static ProductRecord record(ColumnValues<ProductField> product, ColumnValues<VariantField> variant) {
        return new ProductRecord(handle("lamp", "L-1"), product, new VariantValues(List.of(), variant, List.of()));
    }

    private static <C extends Column> ColumnValues<C> values(Table<C> table, String suffix) {
        ColumnValues.Builder<C> values = ColumnValues.of(table);
        table.values().forEach(column -> values.put(column, value(column, suffix)));
        return values.build();
    }

    private static Object value(Column column, String suffix) {
        if (column == ProductField.STATUS) {
            return (suffix.equals("1") ? ProductStatus.ARCHIVED : ProductStatus.ACTIVE).name();
        }
        String text = column.sqlName() + " " + suffix;
        return switch (column.type()) {
            case NUMBER -> Long.valueOf(suffix);
            // as the table gives it
            case AMOUNT -> new BigDecimal(suffix + ".5000");
            case IMAGES -> new ImageList(List.of("https://shop.example/a.jpg", "https://shop.example/" + text), true);
            case ATTRIBUTES -> Attributes.of(Map.of("material", "oak, \"dark\"\n" + text, "-care", "=wipe;+dry"));
            case TEXT, LINE -> text.substring(Math.max(0, text.length() - column.longest()));
        };
    }
}
