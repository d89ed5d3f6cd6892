package dev.longhaul.shop.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testing.SharedFiles;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cases of {@code shared/cases/reading} that are no text between delimiters. */
class SharedReadingCasesTest {

    @Test
    void json_lines_are_two_records() throws Exception {
        byte[] bytes = SharedFiles.require("cases/reading/23-json-lines.jsonl");

        assertThat(Files.examine(bytes).header()).containsExactly("sku", "name", "price", "stock");
        assertThat(Files.cells(bytes)).containsExactly(List.of("J1", "Jar", "4.5", "3"), List.of("J2", "Jug", "6.0"));
    }

    @Test
    void a_json_array_is_two_records() throws Exception {
        byte[] bytes = SharedFiles.require("cases/reading/24-json-array.json");

        assertThat(Files.examine(bytes).header()).containsExactly("sku", "name", "price");
        assertThat(Files.cells(bytes)).containsExactly(List.of("J1", "Jar", "4.5"), List.of("J2", "Jug", "6.0"));
    }

    @Test
    void the_shipping_price_of_a_feed_overwrites_nothing() throws Exception {
        byte[] bytes = SharedFiles.require("cases/reading/25-feed-with-mark.xml");

        assertThat(Files.examine(bytes).header())
                .containsExactly(
                        "id",
                        "item_group_id",
                        "title",
                        "price",
                        "sale_price",
                        "gtin",
                        "availability",
                        "shipping.country",
                        "shipping.price");
        assertThat(Files.cells(bytes))
                .containsExactly(List.of(
                        "F1",
                        "FG",
                        "Shirt 5\" wide",
                        "599 CZK",
                        "499 CZK",
                        "4006381333931",
                        "in stock",
                        "CZ",
                        "99 CZK"));
    }
}
