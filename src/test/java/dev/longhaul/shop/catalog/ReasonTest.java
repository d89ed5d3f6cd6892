package dev.longhaul.shop.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ReasonTest {

    @Test
    void the_code_is_the_same_in_each_of_its_cases() {
        assertThat(Reason.of("variant-unclear.sku", "A", 2, "lamp").code()).isEqualTo("variant-unclear");
        assertThat(Reason.of("variant-unclear", "lamp", 2).code()).isEqualTo("variant-unclear");
    }

    @Test
    void the_sentence_is_in_the_readers_language_or_in_english_with_its_arguments_as_they_are() {
        Reason reason = Reason.of("text-too-long", 100_000, "{0}");

        assertThat(reason.sentence(Locale.UK)).isEqualTo("the text has 100000 characters, at most {0} are kept");
        assertThat(reason.sentence(Locale.GERMANY))
                .isEqualTo("der Text hat 100000 Zeichen, höchstens {0} werden behalten");
        assertThat(reason.sentence(Locale.FRANCE)).isEqualTo(reason.sentence(Locale.ENGLISH));
    }

    @Test
    void what_an_earlier_version_has_written_stays_as_it_is() {
        Reason reason = Reason.written("price-negative", "a price {0} below zero");

        assertThat(reason.code()).isEqualTo("price-negative");
        assertThat(reason.sentence(Locale.GERMANY)).isEqualTo("a price {0} below zero");
    }

    @Test
    void it_is_stored_as_json() {
        Jsonb jsonb = JsonbBuilder.create();

        String json = jsonb.toJson(Reason.of("price-too-fine", 5, 4));

        assertThat(json).isEqualTo("{\"arguments\":[\"5\",\"4\"],\"key\":\"price-too-fine\"}");
        assertThat(jsonb.fromJson(json, Reason.class)).isEqualTo(new Reason("price-too-fine", List.of("5", "4")));
    }
}
