package dev.longhaul.shop.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefusalLogTest {

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> lines = new ArrayList<>();
    private final RefusalLog log = new RefusalLog(new Recorder(), nanos::get);

    @Test
    void a_line_is_logged_as_it_is() {
        log.log(Level.WARNING, "refused {0} of it's user");

        assertThat(lines).containsExactly("refused {0} of it's user");
    }

    @Test
    void a_flood_is_counted_and_not_written() {
        refuse(1000);
        assertThat(lines).hasSize(RefusalLog.MOST_LINES);

        nanos.addAndGet(RefusalLog.WINDOW.toNanos());
        refuse(1);

        assertThat(lines).hasSize(RefusalLog.MOST_LINES + 2);
        assertThat(lines.get(RefusalLog.MOST_LINES)).startsWith("980 more refusals");
    }

    @Test
    void lines_that_nobody_reads_do_not_count() {
        for (int i = 0; i < 1000; i++) {
            log.log(Level.DEBUG, "no");
        }
        refuse(1);

        assertThat(lines).containsExactly("refused");
    }

    private void refuse(int times) {
        for (int i = 0; i < times; i++) {
            log.log(Level.WARNING, "refused");
        }
    }

    private final class Recorder implements System.Logger {
        @Override
        public String getName() {
            return "recorder";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= Level.INFO.getSeverity();
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
            lines.add(String.valueOf(text));
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... parameters) {
            lines.add(MessageFormat.format(String.valueOf(format), parameters));
        }
    }
}
