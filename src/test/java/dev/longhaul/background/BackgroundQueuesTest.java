package dev.longhaul.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.settings.InvalidSettingsException;
import dev.longhaul.settings.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackgroundQueuesTest {

    @Test
    void a_queue_runs_one_task_at_a_time_and_holds_ten_thousand_unless_its_settings_say_otherwise() {
        assertThat(QueueSettings.from(Settings.defaults(), "imports")).isEqualTo(new QueueSettings(1, 10_000));
        assertThat(QueueSettings.from(
                        Settings.of(Map.of(
                                "longhaul.queue.imports.concurrency", "4", "longhaul.queue.imports.capacity", "7")),
                        "imports"))
                .isEqualTo(new QueueSettings(4, 7));
    }

    @Test
    void the_same_name_is_the_same_queue() {
        BackgroundQueues queues = queues(Settings.defaults());

        assertThat(queues.queue("mail")).isSameAs(queues.queue("mail")).isNotSameAs(queues.defaultQueue());
    }

    @Test
    void a_queue_whose_settings_cannot_be_read_is_refused() {
        BackgroundQueues queues = queues(Settings.of(Map.of("longhaul.queue.mail.concurrency", "many")));

        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> queues.queue("mail"))
                .withMessageContaining("longhaul.queue.mail.concurrency");
    }

    @Test
    void a_name_that_could_not_stand_in_a_setting_is_refused() {
        BackgroundQueues queues = queues(Settings.defaults());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> queues.queue("Mail queue"))
                .withMessageContaining("Mail queue");
    }

    private static BackgroundQueues queues(Settings settings) {
        return new BackgroundQueues(settings, Runnable::run, new ApplicationLifetime(), failure -> {});
    }
}
