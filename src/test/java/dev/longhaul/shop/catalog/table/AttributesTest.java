package dev.longhaul.shop.catalog.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesTest {

    @Test
    void equal_attributes_are_equal_texts_in_any_order_and_notation() {
        Attributes written = Attributes.of(Map.of("b", "2", "a", "1/\"\\\n\u0001ä🪑"));

        assertThat(written.text()).isEqualTo("{\"a\":\"1/\\\"\\\\\\n\\u0001ä🪑\",\"b\":\"2\"}");
        assertThat(Attributes.parse(" { \"b\" : 2, \"a\":\"1\\/\\\"\\\\\\n\\u0001\\u00e4\\ud83e\\ude91\" } "))
                .isEqualTo(written);
        assertThat(Attributes.parse(written.text()).byName()).isEqualTo(written.byName());
    }

    @Test
    void numbers_and_truth_values_are_taken_as_their_texts() {
        assertThat(Attributes.parse("{\"n\":1.50,\"t\":true,\"f\":false}").byName())
                .containsExactly(Map.entry("f", "false"), Map.entry("n", "1.50"), Map.entry("t", "true"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "red",
                "[\"a\"]",
                "\"a\"",
                "{}",
                "{\"a\":\"1\"",
                "{\"a\":\"1\"} {}",
                "{\"a\":\"1\",\"a\":\"2\"}",
                "{\"a\":null}",
                "{\"a\":[1]}",
                "{\"a\":{}}",
                "{\" \":\"1\"}"
            })
    void anything_but_one_flat_object_is_refused(String json) {
        assertThatThrownBy(() -> Attributes.parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("attribute");
    }

    @Test
    void a_name_that_stands_there_twice_is_named() {
        assertThatThrownBy(() -> Attributes.parse("{\"color\":\"1\",\"color\":\"2\"}"))
                .hasMessage("attribute `color` stands there twice");
    }

    @Test
    void a_stored_text_is_not_parsed_for_what_is_the_same() {
        Attributes stored = Attributes.ofText("{not parsed}");

        assertThat(Attributes.ofText("{not parsed}").mergedInto(stored)).isSameAs(stored);
        assertThatThrownBy(stored::byName).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_picture_has_one_url_in_one_line() {
        assertThatThrownBy(() -> new ImageList(List.of(), true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ImageList(List.of("a", " "), true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ImageList(List.of("a\nb"), true)).hasMessageContaining("in one line");
    }

    @ParameterizedTest
    @CsvSource({"a;b, c, false, a;b;c", "a;b, b, false, a;b", "a;b, c;a, true, c;a", "a, b;b;c, false, a;b;c"})
    void a_part_of_the_pictures_is_added_and_a_whole_list_replaces(
            String stored, String said, boolean whole, String after) {
        ImageList before = new ImageList(List.of(stored.split(";")), true);

        assertThat(new ImageList(List.of(said.split(";")), whole).mergedInto(before))
                .isEqualTo(new ImageList(List.of(after.split(";")), true));
    }
}
