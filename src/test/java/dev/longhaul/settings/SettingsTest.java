package dev.longhaul.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private enum Mode {
        AUTO,
        ALWAYS_ON
    }

    @Test
    void a_missing_or_blank_value_means_the_default() {
        Settings settings = Settings.of(Map.of("b", "  "));

        assertThat(settings.integer("a", 7, 0, 10)).isEqualTo(7);
        assertThat(settings.text("b", "x")).isEqualTo("x");
        assertThatCode(settings::requireValid).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"250ms,PT0.25S", "30s,PT30S", "15m,PT15M", "2h,PT2H", "7d,PT168H", "PT30S,PT30S", "1m30s,PT1M30S"})
    void a_duration_is_read_in_short_and_in_iso_form(String text, Duration expected) {
        Settings settings = Settings.of(Map.of("a", text));

        assertThat(settings.duration("a", Duration.ZERO, Duration.ZERO, Duration.ofDays(30)))
                .isEqualTo(expected);
        settings.requireValid();
    }

    @ParameterizedTest
    @CsvSource({"17,17", "64KiB,65536", "10 MiB,10485760", "1GiB,1073741824"})
    void a_size_carries_its_unit(String text, long bytes) {
        Settings settings = Settings.of(Map.of("a", text));

        assertThat(settings.size("a", new DataSize(0), new DataSize(0), DataSize.ofMebibytes(4096)))
                .isEqualTo(new DataSize(bytes));
        settings.requireValid();
    }

    @Test
    void a_choice_is_read_in_any_case_and_with_dashes() {
        assertThat(Settings.of(Map.of("a", "always-on")).choice("a", Mode.AUTO)).isEqualTo(Mode.ALWAYS_ON);
    }

    @Test
    void all_faults_are_reported_together_each_with_what_was_seen_and_what_is_allowed() {
        Settings settings = Settings.of(Map.of("a", "soon", "b", "-3", "c", "perhaps", "d", "1TB", "e", "often"));

        assertThat(settings.duration("a", Duration.ofSeconds(30), Duration.ZERO, Duration.ofMinutes(5)))
                .isEqualTo(Duration.ofSeconds(30));
        settings.integer("b", 1, 0, 10);
        settings.flag("c", true);
        settings.size("d", new DataSize(1), new DataSize(1), new DataSize(9));
        settings.choice("e", Mode.AUTO);

        InvalidSettingsException refusal = catchThrowableOfType(InvalidSettingsException.class, settings::requireValid);
        assertThat(refusal.problems())
                .containsExactly(
                        "setting `a` must be a duration such as 250ms, 30s, 15m, 2h, 7d or PT30S from PT0S to PT5M, was `soon`",
                        "setting `b` must be a whole number from 0 to 10, was `-3`",
                        "setting `c` must be true or false, was `perhaps`",
                        "setting `d` must be a size such as 64KiB, 10MiB or 1GiB from 1B to 9B, was `1TB`",
                        "setting `e` must be one of [auto, always_on], was `often`");
    }

    @Test
    void a_size_is_written_in_its_shortest_exact_form() {
        assertThat(DataSize.ofMebibytes(10)).hasToString("10MiB");
        assertThat(new DataSize(1536)).hasToString("1536B");
        assertThat(DataSize.ofKibibytes(64)).hasToString("64KiB");
    }
}
