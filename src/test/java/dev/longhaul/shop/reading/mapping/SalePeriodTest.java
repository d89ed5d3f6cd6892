package dev.longhaul.shop.reading.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SalePeriodTest {

    @ParameterizedTest(name = "from {0} until {1}, {2} belongs to it: {3}")
    @CsvSource({
        "2026-11-01, 2026-11-30, 2026-10-31T23:59:59Z, false",
        "2026-11-01, 2026-11-30, 2026-11-01T00:00:00Z, true",
        "2026-11-01, 2026-11-30, 2026-11-30T23:59:59Z, true",
        "2026-11-01, 2026-11-30, 2026-12-01T00:00:00Z, false",
        "2026-11-01 00:00:00, 2026-11-30 00:00:00, 2026-11-30T12:00:00Z, true",
        "2026-11-01T10:00:00, 2026-11-30T10:00:00, 2026-11-30T10:00:00Z, false",
        "2026-11-01T10:00+0200, 2026-11-30T10:00+02:00, 2026-11-01T08:00:00Z, true",
        "2026-11-01T10:00+0200, 2026-11-30T10:00+02:00, 2026-11-30T08:00:00Z, false",
        "'', 2026-11-30, 2001-01-01T00:00:00Z, true",
        "2026-11-01, '', 2199-01-01T00:00:00Z, true"
    })
    void a_date_counts_from_its_first_to_its_last_moment(String from, String until, Instant moment, boolean belongs) {
        SalePeriod period = Objects.requireNonNull(SalePeriod.parse(from, until));

        assertThat(period.includes(moment)).isEqualTo(belongs);
    }

    @Test
    void a_date_that_could_be_two_is_none() {
        assertThat(SalePeriod.parse("01/02/2026", "")).isNull();
        assertThat(SalePeriod.parse("", "30.11.2026")).isNull();
        assertThat(SalePeriod.parse("soon")).isNull();
    }
}
