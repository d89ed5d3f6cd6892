package dev.longhaul.shop.productimport.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The cases of {@code shared/cases/reading} that are no text between delimiters. */
class SharedReadingCasesTest {

    @Test
    void json_lines_are_two_records() throws Exception {
        byte[] bytes = require("23-json-lines.jsonl");

        assertThat(Files.examine(bytes).header()).containsExactly("sku", "name", "price", "stock");
        assertThat(Files.cells(bytes)).containsExactly(List.of("J1", "Jar", "4.5", "3"), List.of("J2", "Jug", "6.0"));
    }

    @Test
    void a_json_array_is_two_records() throws Exception {
        byte[] bytes = require("24-json-array.json");

        assertThat(Files.examine(bytes).header()).containsExactly("sku", "name", "price");
        assertThat(Files.cells(bytes)).containsExactly(List.of("J1", "Jar", "4.5"), List.of("J2", "Jug", "6.0"));
    }

    @Test
    void the_shipping_price_of_a_feed_overwrites_nothing() throws Exception {
        byte[] bytes = require("25-feed-with-mark.xml");

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

    /** The file's bytes. Without them the test is skipped and says so, except where all tests must run. */
    private static byte[] require(String name) throws IOException {
        Path file = find(name);
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(file)
                    .as("shared/cases/reading/%s in a directory above", name)
                    .isNotNull();
        }
        Assumptions.assumeTrue(file != null, name + " is in no directory above; skipped without it");
        return java.nio.file.Files.readAllBytes(file);
    }

    private static @Nullable Path find(String name) {
        for (Path directory = Path.of("").toAbsolutePath(); directory != null; directory = directory.getParent()) {
            Path file = directory.resolve("shared/cases/reading").resolve(name);
            if (java.nio.file.Files.exists(file)) {
                return file;
            }
        }
        return null;
    }
}
