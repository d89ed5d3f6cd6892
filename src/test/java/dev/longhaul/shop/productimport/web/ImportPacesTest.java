package dev.longhaul.shop.productimport.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.run.RunStatus;
import dev.longhaul.shop.productimport.ImportViews;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ImportPacesTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    private final ImportPaces paces = new ImportPaces(nanos::get);

    @Test
    void the_first_seconds_tell_nothing() {
        assertThat(paceAt(0, 0)).isEqualTo(ImportPace.UNKNOWN);
        assertThat(paceAt(2, 200)).isEqualTo(ImportPace.UNKNOWN);
    }

    @Test
    void the_pace_is_that_of_the_last_seconds_not_of_the_whole_run() {
        paceAt(0, 0);
        for (int second = 1; second <= 60; second++) {
            paceAt(1, second * 10L);
        }
        for (int second = 1; second <= 25; second++) {
            paceAt(1, 600 + second * 100L);
        }

        ImportPace pace = paceAt(1, 600 + 26 * 100L);

        assertThat(pace.recordsPerSecond()).isEqualTo(100);
        assertThat(pace.remaining()).isEqualTo(Duration.ofSeconds((10_000 - 3_200) / 100));
    }

    @Test
    void an_import_that_stands_still_has_no_remaining_time() {
        paceAt(0, 100);

        ImportPace pace = paceAt(10, 100);

        assertThat(pace.recordsPerSecond()).isZero();
        assertThat(pace.remaining()).isNull();
    }

    @Test
    void an_import_that_went_back_to_its_checkpoint_is_measured_anew() {
        paceAt(0, 1000);
        paceAt(5, 2000);

        assertThat(paceAt(1, 1500)).isEqualTo(ImportPace.UNKNOWN);
        assertThat(paceAt(5, 1600).recordsPerSecond()).isEqualTo(20);
    }

    @Test
    void two_looks_far_apart_are_enough() {
        paceAt(0, 0);

        assertThat(paceAt(120, 1200).recordsPerSecond()).isEqualTo(10);
    }

    @Test
    void many_watchers_cost_no_memory() {
        PaceWindow window = new PaceWindow();
        for (int look = 0; look < 10_000; look++) {
            window.look(Duration.ofMillis(look * 10L).toNanos(), look);
        }

        assertThat(window.lookCount()).isLessThanOrEqualTo(42);
        assertThat(window.perSecond()).hasValue(100);
    }

    @Test
    void only_a_running_import_has_a_pace() {
        paceAt(0, 0);
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        assertThat(paces.of(ImportViews.at(RunStatus.CANCELLING, 500, 10_000L))).isEqualTo(ImportPace.UNKNOWN);
        assertThat(paceAt(5, 600)).isEqualTo(ImportPace.UNKNOWN);
    }

    @Test
    void an_unknown_total_leaves_the_remaining_time_open() {
        paces.of(ImportViews.at(RunStatus.RUNNING, 0, null));
        nanos.addAndGet(Duration.ofSeconds(5).toNanos());

        ImportPace pace = paces.of(ImportViews.at(RunStatus.RUNNING, 500, null));

        assertThat(pace.recordsPerSecond()).isEqualTo(100);
        assertThat(pace.remaining()).isNull();
    }

    private ImportPace paceAt(int secondsLater, long processed) {
        nanos.addAndGet(Duration.ofSeconds(secondsLater).toNanos());
        return paces.of(ImportViews.at(RunStatus.RUNNING, processed, 10_000L));
    }
}
