package dev.longhaul.shop.catalog.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.Product;
import dev.longhaul.shop.catalog.ProductStatus;
import dev.longhaul.shop.catalog.Variant;
import dev.longhaul.shop.catalog.VariantOptions;
import dev.longhaul.shop.catalog.table.Attributes;
import dev.longhaul.shop.catalog.table.ImageList;
import dev.longhaul.shop.catalog.table.ProductField;
import dev.longhaul.shop.catalog.table.VariantField;
import dev.longhaul.shop.catalog.write.TestRecords;
import jakarta.json.bind.JsonbBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProductDocumentTest {

    @Test
    void a_product_is_one_flat_object_and_its_variants_are_too() {
        Product product = new Product(
                "lamp",
                TestRecords.product("Lamp", "<p>x</p>", "Acme", "Indoor", "a, b", ProductStatus.ACTIVE.name()),
                List.of(new Variant(
                        "L-1",
                        VariantOptions.of(new Option("Color", "Black"), new Option(null, "Large")),
                        TestRecords.variant("Black lamp", "4006", 3L),
                        List.of(new Price("EUR", new BigDecimal("69.9900"), null)))));

        assertThat(json(product))
                .isEqualTo("{\"description\":\"<p>x</p>\",\"handle\":\"lamp\",\"name\":\"Lamp\","
                        + "\"productType\":\"Indoor\",\"status\":\"ACTIVE\",\"tags\":\"a, b\","
                        + "\"variants\":[{\"barcode\":\"4006\",\"name\":\"Black lamp\","
                        + "\"options\":[{\"name\":\"Color\",\"value\":\"Black\"},{\"value\":\"Large\"}],"
                        + "\"prices\":[{\"amount\":69.9900,\"currency\":\"EUR\"}],\"quantity\":3,\"sku\":\"L-1\"}],"
                        + "\"vendor\":\"Acme\"}");
    }

    @Test
    void what_a_product_does_not_have_is_left_out() {
        Product product = new Product(
                "lamp",
                TestRecords.product("Lamp", null, null, null, null, ProductStatus.DRAFT.name()),
                List.of(new Variant(null, VariantOptions.NONE, TestRecords.NO_VARIANT, List.of())));

        assertThat(json(product))
                .isEqualTo("{\"handle\":\"lamp\",\"name\":\"Lamp\",\"status\":\"DRAFT\","
                        + "\"variants\":[{\"options\":[],\"prices\":[]}]}");
    }

    @Test
    void pictures_are_an_array_and_attributes_an_object_and_measures_are_numbers() {
        Product product = new Product(
                "lamp",
                TestRecords.product("Lamp", null, null, null, null, ProductStatus.ACTIVE.name())
                        .with(ProductField.IMAGES, new ImageList(List.of("b.jpg", "a.jpg"), true))
                        .with(ProductField.ATTRIBUTES, Attributes.of(Map.of("watt", "9", "base", "E27"))),
                List.of(new Variant(
                        null,
                        VariantOptions.of(null, new Option("Color", "Red")),
                        TestRecords.NO_VARIANT
                                .with(VariantField.WEIGHT, new BigDecimal("1.2000"))
                                .with(VariantField.WEIGHT_UNIT, "kg"),
                        List.of(new Price("EUR", BigDecimal.TEN, null, BigDecimal.ONE)))));

        assertThat(json(product))
                .isEqualTo("{\"attributes\":{\"base\":\"E27\",\"watt\":\"9\"},\"handle\":\"lamp\","
                        + "\"images\":[\"b.jpg\",\"a.jpg\"],\"name\":\"Lamp\",\"status\":\"ACTIVE\","
                        + "\"variants\":[{\"options\":[{\"name\":\"Color\",\"value\":\"Red\"}],"
                        + "\"prices\":[{\"amount\":10,\"cost\":1,\"currency\":\"EUR\"}],"
                        + "\"weight\":1.2000,\"weightUnit\":\"kg\"}]}");
    }

    private static String json(Product product) {
        return JsonbBuilder.create().toJson(ProductDocument.of(product));
    }
}
