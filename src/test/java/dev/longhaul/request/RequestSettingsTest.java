package dev.longhaul.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.settings.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestSettingsTest {

    @Test
    void nothing_set_means_two_threads_half_a_minute_and_watched_streams() {
        assertThat(RequestSettings.from(Settings.defaults()))
                .isEqualTo(new RequestSettings(2, Duration.ofSeconds(30), true));
    }
}
