package dev.longhaul.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryCheckTest {

    private final List<String> logged = new ArrayList<>();
    private final EntryCheck<Integer> check =
            new EntryCheck<>("numbers", Integer.class, (key, number) -> number > 0, logged::add);

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

        assertThat(logged).hasSize(3).allMatch(line -> line.contains("the map numbers"));
    }

    @Test
    void a_peer_that_writes_under_many_keys_does_not_fill_the_log_nor_break_a_line() {
        for (int i = 0; i < 1_000; i++) {
            check.accept("\n" + i + "x".repeat(10_000), "1");
        }

        assertThat(logged).hasSize(100).allMatch(line -> line.length() < 500 && !line.contains("\n"));
    }
}
