package dev.longhaul.shop.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedLinesTest {

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-29T08:00:00Z"));
    private final RepeatedLines repeated = new RepeatedLines(clock);

    @Test
    void what_is_not_counted_is_written_each_time() {
        AuditLine line = AuditLine.of(AuditAction.SIGNED_IN, "mara");

        assertThat(repeated.dueWith(line)).containsExactly(line);
        assertThat(repeated.dueWith(line)).containsExactly(line);
    }

    @Test
    void of_a_thousand_failures_the_first_is_a_line_and_the_others_are_one_number_when_their_time_is_over() {
        assertThat(repeated.dueWith(failure("mara"))).containsExactly(failure("mara"));
        for (int i = 1; i < 1000; i++) {
            assertThat(repeated.dueWith(failure("mara"))).isEmpty();
        }
        assertThat(repeated.due()).isEmpty();

        clock.advance(Duration.ofMinutes(10));
        assertThat(repeated.due()).containsExactly(failure("mara").times(999));
        assertThat(repeated.dueWith(failure("mara"))).containsExactly(failure("mara"));
    }

    @Test
    void a_stranger_who_invents_names_fills_neither_the_table_nor_the_memory() {
        List<AuditLine> written = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            written.addAll(repeated.dueWith(failure("name-" + i)));
        }
        clock.advance(Duration.ofMinutes(10));
        written.addAll(repeated.due());

        assertThat(written).hasSize(RepeatedLines.MAX_KEYS + 1);
        assertThat(written.get(RepeatedLines.MAX_KEYS))
                .isEqualTo(new AuditLine(AuditAction.SIGN_IN_FAILED, "", "", "", "", 100_000 - RepeatedLines.MAX_KEYS));
    }

    @Test
    void failures_leave_room_for_what_programs_do() {
        for (int i = 0; i < 1000; i++) {
            repeated.dueWith(failure("name-" + i));
        }
        AuditLine program = AuditLine.of(AuditAction.PROGRAM_SIGNED_IN, "mara");

        assertThat(repeated.dueWith(program)).containsExactly(program);
    }

    @Test
    void what_is_still_counted_is_written_at_the_end() {
        repeated.dueWith(failure("mara"));
        repeated.dueWith(failure("mara"));

        assertThat(repeated.all()).containsExactly(failure("mara"));
        assertThat(repeated.all()).isEmpty();
    }

    private static AuditLine failure(String user) {
        return AuditLine.of(AuditAction.SIGN_IN_FAILED, user).from("192.0.2.7");
    }
}
