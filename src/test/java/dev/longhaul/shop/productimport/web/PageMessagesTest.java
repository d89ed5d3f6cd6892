package dev.longhaul.shop.productimport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.run.RunStatus;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PageMessagesTest {
    private final PageMessages english = new PageMessages(Locale.UK);
    private final PageMessages german = new PageMessages(Locale.GERMANY);

    @Test
    void the_reader_gets_the_first_language_we_have() {
        assertThat(PageMessages.of(List.of(Locale.FRANCE, Locale.GERMANY, Locale.UK))
                        .locale())
                .isEqualTo(Locale.GERMANY);
        assertThat(PageMessages.of(List.of(Locale.FRANCE)).locale()).isEqualTo(Locale.ENGLISH);
        assertThat(PageMessages.of(List.of()).text("imports.title")).isEqualTo("Imports");
    }

    @Test
    void numbers_are_written_as_in_the_readers_country() {
        assertThat(english.number(1_234_567)).isEqualTo("1,234,567");
        assertThat(german.number(1_234_567)).isEqualTo("1.234.567");
        assertThat(german.percent(25)).isEqualTo("25\u00a0%");
        assertThat(german.size(1_600_000)).isEqualTo("1,5 MB");
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 bytes",
        "1023,'1,023 bytes'",
        "1024,1 KB",
        "60614,59 KB",
        "209715200,200 MB",
        "9663676416,9 GB",
        "9999999999999,'9,313 GB'"
    })
    void a_size_is_said_in_the_unit_a_person_would_choose(long bytes, String text) {
        assertThat(english.size(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"-3,0 s", "42,42 s", "60,1 min 00 s", "185,3 min 05 s", "3600,1 h 00 min", "93784,26 h 03 min"})
    void a_time_that_has_passed_is_exact(long seconds, String text) {
        assertThat(english.exact(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0,a few seconds left",
        "9,a few seconds left",
        "14,about 10 seconds left",
        "54,about 50 seconds left",
        "55,about a minute left",
        "89,about a minute left",
        "90,about 2 minutes left",
        "1170,about 20 minutes left",
        "1380,about 25 minutes left",
        "3590,about 1 h 0 min left",
        "9000,about 2 h 30 min left"
    })
    void a_time_that_is_guessed_is_rounded(long seconds, String text) {
        assertThat(english.about(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @Test
    void one_is_not_spoken_of_as_many() {
        assertThat(english.text("records", 1)).isEqualTo("1 record");
        assertThat(english.text("records", 0)).isEqualTo("no records");
        assertThat(english.text("lead.succeeded", 1400, 1, 2))
                .isEqualTo("1,400 records became 1 product with 2 variants.");
    }

    @ParameterizedTest
    @MethodSource("dev.longhaul.shop.productimport.web.PageMessages#languages")
    void every_language_says_everything(String language) {
        ResourceBundle root = ResourceBundle.getBundle(PageMessages.BUNDLE, Locale.ROOT);
        ResourceBundle bundle = ResourceBundle.getBundle(
                PageMessages.BUNDLE,
                Locale.forLanguageTag(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

        assertThat(bundle.getLocale().getLanguage()).isEqualTo(language);
        assertThat(bundle.getString("page.language")).isEqualTo(language);
        // English is what the others fall back to
        assertThat(ownKeys(bundle)).isEqualTo(language.equals("en") ? Set.of() : root.keySet());
    }

    @ParameterizedTest
    @MethodSource("dev.longhaul.shop.productimport.web.PageMessages#languages")
    void no_pattern_loses_an_apostrophe(String language) {
        ResourceBundle bundle = ResourceBundle.getBundle(PageMessages.BUNDLE, Locale.forLanguageTag(language));

        assertThat(bundle.keySet()).allSatisfy(key -> {
            assertThat(bundle.getString(key)).doesNotContain("'");
            assertThat(new MessageFormat(bundle.getString(key)).getFormats()).isNotNull();
        });
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    void every_status_has_its_words(RunStatus status) {
        String name = status.name().toLowerCase(Locale.ROOT);

        assertThat(german.has("status." + name)).isTrue();
        assertThat(german.has("lead." + name)).isTrue();
    }

    private static Set<String> ownKeys(ResourceBundle bundle) {
        String file = PageMessages.BUNDLE.replace('.', '/') + "_" + bundle.getLocale() + ".properties";
        var properties = new Properties();
        try (var in = PageMessagesTest.class.getClassLoader().getResourceAsStream(file);
                var reader = new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames();
    }
}
