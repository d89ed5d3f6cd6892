package dev.longhaul.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntryCheckTest {

    private final EntryCheck<Integer> check = new EntryCheck<>("numbers", Integer.class, (key, number) -> number > 0);
    private final Logger logger = Logger.getLogger(EntryCheck.class.getName());
    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(MessageFormat.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.setLevel(Level.WARNING);
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
        logger.setLevel(null);
    }

    @Test
    void an_entry_of_the_type_that_belongs_under_its_key_is_accepted() {
        assertThat(check.accept("key", 1)).isEqualTo(1);
        assertThat(check.accept("key", null)).isNull();
        assertThat(logged).isEmpty();
    }

    @Test
    void any_other_is_absent_and_logged_once_for_each_key() {
        for (int i = 0; i < 3; i++) {
            assertThat(check.accept("text", "1")).isNull();
            assertThat(check.accept("negative", -1)).isNull();
            assertThat(check.accept(7L, 1)).isNull();
        }

        assertThat(logged).hasSize(3).allMatch(line -> line.contains("map numbers"));
    }

    @Test
    void a_peer_that_writes_under_many_keys_does_not_fill_the_log_nor_break_a_line() {
        for (int i = 0; i < 1_000; i++) {
            check.accept("\n" + i + "x".repeat(10_000), "1");
        }

        assertThat(logged).hasSize(100).allMatch(line -> line.length() < 500 && !line.contains("\n"));
    }
}
