package dev.longhaul.shop.reading.column;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HeaderPrintTest {

    @Test
    void the_same_names_written_differently_are_one_header() {
        assertThat(HeaderPrint.of(List.of("Artikel-Nr.", "Größe")))
                .isEqualTo(HeaderPrint.of(List.of("ARTIKEL NR", " größe ")))
                .hasSize(64);
    }

    @Test
    void other_names_other_order_and_other_borders_are_another() {
        String print = HeaderPrint.of(List.of("sku", "name"));

        assertThat(List.of(
                        HeaderPrint.of(List.of("name", "sku")),
                        HeaderPrint.of(List.of("sku", "name", "price")),
                        HeaderPrint.of(List.of("sk", "uname"))))
                .doesNotContain(print);
    }
}
