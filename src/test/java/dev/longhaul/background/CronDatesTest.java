package dev.longhaul.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
