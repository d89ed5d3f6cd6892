package dev.longhaul.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.background.CronDates;
import dev.longhaul.background.Schedule;
import dev.longhaul.cluster.ClusterSettings;
import dev.longhaul.testing.FuzzSeeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text as the value of any setting: it is read within its bounds, or reported by name. */
public class SettingsFuzzTest {

    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 2, 28, 23, 59, 59, 0, ZoneOffset.UTC);
    private static final DataSize LARGEST = DataSize.ofMebibytes(1);

    private enum Word {
        ONE,
        ONE_AND_TWO
    }

    static Stream<byte[]> seeds() throws IOException {
        return FuzzSeeds.of(SettingsFuzzTest.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_value_is_read_or_reported(byte[] input) {
        fuzzerTestOneInput(input);
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Settings settings = new Settings(key -> Optional.of(text));
        Duration day = Duration.ofDays(1);
        assertThat(settings.duration("any.duration", Duration.ZERO, Duration.ZERO, day))
                .isBetween(Duration.ZERO, day);
        assertThat(settings.size("any.size", LARGEST, new DataSize(0), LARGEST)).isLessThanOrEqualTo(LARGEST);
        assertThat(settings.integer("any.number", 1, 0, 9)).isBetween(0, 9);
        settings.flag("any.flag", true);
        settings.choice("any.word", Word.ONE);
        ClusterSettings cluster = ClusterSettings.from(settings);
        assertThat(cluster.port()).isBetween(1, 65_485);
        try {
            settings.requireValid();
        } catch (InvalidSettingsException reported) {
            assertThat(reported).hasMessageContaining("must be");
        }
        readAsCron(text);
    }

    private static void readAsCron(String text) {
        try {
            Schedule.cron(text, ZoneOffset.UTC);
        } catch (IllegalArgumentException reported) {
            assertThat(reported.getMessage())
                    .startsWith("cron " + text + " in Z cannot be ")
                    .matches("(?s).* cannot be (read: .*|used: no date ever matches it)");
            return;
        }
        assertThat(new CronDates(text, ZoneOffset.UTC).after(NOW)).isAfter(NOW);
    }
}
