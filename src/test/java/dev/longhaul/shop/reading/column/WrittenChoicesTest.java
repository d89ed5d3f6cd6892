package dev.longhaul.shop.reading.column;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.reading.cell.DecimalMark;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenChoicesTest {

    @Test
    void nothing_and_blanks_mean_recognised() throws Exception {
        assertThat(WrittenChoices.read(Map.of(), Map.of())).isEqualTo(ReadingChoices.NONE);
        assertThat(WrittenChoices.read(
                        Map.of("encoding", " ", "delimiter", "", "headerLine", " ", "currency", "", "blank", ""),
                        Map.of()))
                .isEqualTo(ReadingChoices.NONE);
    }

    @ParameterizedTest
    @CsvSource({"key,Kennung", "delimiter,tab", "delimiter,;", "headerLine,0", "decimalMark,point", "repeated,last"})
    void choices_are_written_as_they_were_read(String name, String text) throws Exception {
        ReadingChoices choices = WrittenChoices.read(Map.of(name, text), Map.of());

        assertThat(WrittenChoices.texts(choices)).isEqualTo(Map.of(name, text));
    }

    @Test
    void every_text_becomes_its_choice() throws Exception {
        Map<String, String> texts = Map.ofEntries(
                Map.entry("encoding", " windows-1250 "),
                Map.entry("delimiter", "Tab"),
                Map.entry("headerLine", "0"),
                Map.entry("entry", "a.csv"),
                Map.entry("sheet", "Preise"),
                Map.entry("decimalMark", "comma"),
                Map.entry("currency", "czk"),
                Map.entry("key", "Kennung"),
                Map.entry("blank", "clear"),
                Map.entry("none", "-"),
                Map.entry("repeated", "last"),
                Map.entry("source", "Alder"));

        assertThat(texts.keySet()).containsExactlyInAnyOrderElementsOf(WrittenChoices.NAMES);
        ReadingChoices read = WrittenChoices.read(texts, Map.of("Prcie", "price"));
        assertThat(WrittenChoices.read(WrittenChoices.texts(read), read.columns()))
                .isEqualTo(read);
        assertThat(WrittenChoices.read(texts, Map.of("Prcie", "price")))
                .isEqualTo(new ReadingChoices(
                        new FileChoices("windows-1250", '\t', 0, "a.csv", "Preise"),
                        DecimalMark.COMMA,
                        "CZK",
                        "Kennung",
                        Map.of("Prcie", "price"),
                        true,
                        "-",
                        true,
                        "Alder"));
    }

    @Test
    void a_blank_can_be_the_delimiter() throws Exception {
        assertThat(WrittenChoices.read(Map.of("delimiter", " "), Map.of())
                        .file()
                        .delimiter())
                .isEqualTo(' ');
    }

    @ParameterizedTest
    @CsvSource({
        "delimiter, ;;",
        "headerLine, -1",
        "headerLine, 12345",
        "headerLine, first",
        "currency, EURO",
        "decimalMark, semicolon",
        "blank, yes",
        "repeated, first"
    })
    void a_text_that_cannot_be_a_choice_is_named(String name, String text) {
        assertThatExceptionOfType(ChoiceRefusedException.class)
                .isThrownBy(() -> WrittenChoices.read(Map.of(name, text), Map.of()))
                .satisfies(refused -> assertThat(refused.sentence())
                        .startsWith(name + " must be")
                        .endsWith("was " + text + "."));
    }

    @Test
    void a_long_text_is_refused_and_not_repeated() {
        assertThatExceptionOfType(ChoiceRefusedException.class)
                .isThrownBy(() -> WrittenChoices.read(Map.of("source", "x".repeat(201)), Map.of()))
                .withMessage("source must have at most 200 characters, had 201.");
        assertThatExceptionOfType(ChoiceRefusedException.class)
                .isThrownBy(() -> WrittenChoices.read(Map.of("blank", "x".repeat(4000)), Map.of()))
                .satisfies(refused -> assertThat(refused.sentence()).hasSizeLessThan(300));
    }

    @Test
    void a_column_is_split_from_what_it_is_at_the_last_colon() throws Exception {
        assertThat(WrittenChoices.columns(List.of("attribute:color:attribute", "Preis:price")))
                .isEqualTo(Map.of("attribute:color", "attribute", "Preis", "price"));
        assertThatExceptionOfType(ChoiceRefusedException.class)
                .isThrownBy(() -> WrittenChoices.columns(List.of("Preis")))
                .withMessageEndingWith("was Preis.");
    }
}
