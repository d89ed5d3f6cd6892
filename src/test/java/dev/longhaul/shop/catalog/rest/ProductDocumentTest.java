package dev.longhaul.shop.catalog.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.shop.catalog.Option;
import dev.longhaul.shop.catalog.Price;
import dev.longhaul.shop.catalog.Product;
import dev.longhaul.shop.catalog.ProductStatus;
import dev.longhaul.shop.catalog.Variant;
import dev.longhaul.shop.catalog.VariantOptions;
import dev.longhaul.shop.catalog.write.TestRecords;
import jakarta.json.bind.JsonbBuilder;
import java.math.BigDecimal;
import java.util.List;
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

    private static String json(Product product) {
        return JsonbBuilder.create().toJson(ProductDocument.of(product));
    }
}
