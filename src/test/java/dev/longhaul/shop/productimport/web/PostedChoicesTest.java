package dev.longhaul.shop.productimport.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.column.WrittenChoices;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PostedChoicesTest {

    /** Too long for a choice to name it. */
    private static final String LONG = "x".repeat(60);

    @Test
    void a_form_without_choices_decides_nothing() throws Exception {
        PostedChoices posted = PostedChoices.of(
                parameters("forgery-token", "x", "encoding", "", "column.3", "price"), columns("sku"), Map.of());

        assertThat(posted).isEqualTo(PostedChoices.NONE);
        assertThat(posted.read()).isEqualTo(ReadingChoices.NONE);
    }

    @Test
    void a_column_is_chosen_by_its_number_and_keeps_what_the_form_does_not_say() throws Exception {
        PostedChoices posted = PostedChoices.of(
                parameters("key", "Kennung", "column.0", "", "column.2", "price", "column.4", "tags"),
                columns("Kennung", "Name", "Prcie", "Stok", LONG),
                Map.of("PRCIE", "cost", "Stok", "quantity", LONG, "vendor"));

        assertThat(posted.texts()).isEqualTo(Map.of("key", "Kennung"));
        assertThat(posted.read().key()).isEqualTo("Kennung");
        assertThat(posted.read().columns()).isEqualTo(Map.of("Prcie", "price", "Stok", "quantity", "#5", "tags"));
    }

    @Test
    void a_choice_that_cannot_be_one_is_refused_and_can_be_shown_again() {
        PostedChoices posted = PostedChoices.of(parameters("currency", "EURO"), List.of(), Map.of());

        assertThat(posted.texts()).containsEntry("currency", "EURO");
        assertThatExceptionOfType(UploadRefusedException.class)
                .isThrownBy(posted::read)
                .satisfies(refused -> {
                    assertThat(refused.status()).isEqualTo(400);
                    assertThat(refused).hasMessageContaining("was EURO");
                });
    }

    @Test
    void the_form_shows_again_what_was_decided_before() throws Exception {
        Map<String, String> texts = Map.of("key", "Kennung", "delimiter", "tab", "blank", "clear");
        ReadingChoices choices = WrittenChoices.read(texts, Map.of("Prcie", "price"));

        PostedChoices shown = PostedChoices.of(choices);

        assertThat(shown.texts()).isEqualTo(texts);
        assertThat(shown.columns()).isEqualTo(Map.of("Prcie", "price"));
        assertThat(shown.read()).isEqualTo(choices);
    }

    private static List<ColumnReading> columns(String... names) {
        return Stream.of(names).map(name -> ColumnReading.attribute(name, null)).toList();
    }

    private static Map<String, String[]> parameters(String... namesAndValues) {
        Map<String, String[]> parameters = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], new String[] {namesAndValues[i + 1]});
        }
        return parameters;
    }
}
