package dev.longhaul.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.longhaul.request.DetectorReport.Detector;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectorReportTest {

    @Test
    void a_reset_stream_is_noticed_by_the_heartbeat_where_no_watcher_is_needed() {
        assertThat(ofHttp2(DetectorReport.of(false, true, 0)))
                .filteredOn(detector -> detector.notices().contains("stream reset"))
                .extracting(Detector::name, Detector::active, Detector::worstCaseMillis)
                .containsExactly(tuple("heartbeat", true, 240L));
    }

    @Test
    void on_grizzly_it_is_noticed_by_the_watcher_alone() {
        assertThat(ofHttp2(DetectorReport.of(true, true, 0)))
                .filteredOn(detector -> detector.notices().contains("stream reset"))
                .extracting(Detector::name, Detector::active)
                .containsExactly(tuple("state of the stream", true));
    }

    @Test
    void a_watcher_that_is_turned_off_promises_nothing() {
        assertThat(ofHttp2(DetectorReport.of(true, false, 0)))
                .filteredOn(detector -> detector.notices().contains("stream reset"))
                .allSatisfy(detector -> {
                    assertThat(detector.active()).isFalse();
                    assertThat(detector.worstCaseMillis()).isNull();
                });
    }

    private static List<Detector> ofHttp2(DetectorReport report) {
        return report.protocols().get(1).detectors();
    }
}
