package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.run.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ImportViewTest {
    @ParameterizedTest
    @CsvSource({"0,1000,0", "9,1000,0", "10,1000,1", "999,1000,99", "1000,1000,99", "1500,1000,99", "1,3,33"})
    void percent_is_rounded_down_and_stays_below_100_before_the_end(long processed, long total, int percent) {
        assertThat(ImportViews.at(RunStatus.RUNNING, processed, total).percent())
                .hasValue(percent);
    }

    @Test
    void an_unknown_or_empty_total_has_no_percent() {
        assertThat(ImportViews.at(RunStatus.RUNNING, 5, null).percent()).isEmpty();
        assertThat(ImportViews.at(RunStatus.RUNNING, 0, 0L).percent()).isEmpty();
    }

    @Test
    void a_succeeded_import_is_at_100_even_if_the_total_was_wrong() {
        assertThat(ImportViews.at(RunStatus.SUCCEEDED, 998, 1000L).percent()).hasValue(100);
    }

    @ParameterizedTest
    @EnumSource(
            value = RunStatus.class,
            names = {"SUCCEEDED"},
            mode = EnumSource.Mode.EXCLUDE)
    void no_other_status_reaches_100(RunStatus status) {
        assertThat(ImportViews.at(status, 1000, 1000L).percent()).hasValue(99);
    }
}
