package dev.longhaul.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronDatesTest {

    @ParameterizedTest(name = "{0} after {1}")
    @CsvSource({
        "30 2 * * *, 2026-03-01T00:10:31Z, 2026-03-01T02:30:00Z",
        "0 12 * * *, 2026-03-01T11:59:31Z, 2026-03-01T12:00:00Z",
        "0 12 * * *, 2026-03-01T12:00:00Z, 2026-03-02T12:00:00Z",
        "0 12 * * *, 2026-03-01T13:10:31Z, 2026-03-02T12:00:00Z",
        "5 10-12 * * *, 2026-03-01T00:10:31Z, 2026-03-01T10:05:00Z",
        "15 5 23 * * *, 2026-03-01T22:59:59Z, 2026-03-01T23:05:15Z"
    })
    void the_next_date_is_found_at_any_hour_of_the_day(String expression, String moment, String next) {
        assertThat(new CronDates(expression, ZoneOffset.UTC).after(ZonedDateTime.parse(moment)))
                .isEqualTo(ZonedDateTime.parse(next));
    }

    @ParameterizedTest(name = "{0} after {1}")
    @CsvSource({
        "0 0 29 2 MON, 2026-03-01T00:00:00Z, 2044-02-29T00:00:00Z",
        "0 0 29 2 MON, 2072-03-01T00:00:00Z, 2112-02-29T00:00:00Z",
        // a step of the search for each day of each February
        "0 0 * 2 MON#5, 2072-03-01T00:00:00Z, 2112-02-29T00:00:00Z",
        "0 12 * 2 MON#5, 2072-02-29T12:00:00Z, 2112-02-29T12:00:00Z"
    })
    void a_date_that_is_40_years_away_is_found(String expression, String moment, String next) {
        assertThat(new CronDates(expression, ZoneOffset.UTC).after(ZonedDateTime.parse(moment)))
                .isEqualTo(ZonedDateTime.parse(next));
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 30 2 *, UTC",
        "0 0 31 APR *, UTC",
        // the 29th is never in the first week
        "0 1 29 2 9, UTC",
        "0 0 1-28 2 MON#5, UTC",
        "'0 0 * * ,', UTC",
        // clocks go from two to three on this very day
        "30 2 L 3 SUN, Europe/Berlin"
    })
    void an_expression_that_never_matches_is_refused_by_name(String expression, String zone) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CronDates(expression, ZoneId.of(zone)))
                .withMessage("cron " + expression + " in " + zone + " cannot be used: no date ever matches it");
    }

    @ParameterizedTest
    @ValueSource(strings = {", 0 * * 5", "0 ,, * * *", "0 0 * , *"})
    void an_expression_with_a_field_that_has_no_value_is_refused_by_name(String expression) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CronDates(expression, ZoneOffset.UTC))
                .withMessageStartingWith("cron " + expression + " in Z cannot be read: ");
    }
}
