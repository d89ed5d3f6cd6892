package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MergeOrderTest {

    @Test
    void the_higher_epoch_wins_even_over_an_end() {
        StateEnvelope ended = envelope(1, 9, StatePhase.REMOVED);
        StateEnvelope running = envelope(2, 1, StatePhase.RUNNING);

        assertThat(merged(ended, running)).isEqualTo(running);
        assertThat(merged(running, ended)).isEqualTo(running);
    }

    @Test
    void within_an_epoch_the_end_wins_over_a_later_write() {
        StateEnvelope removed = envelope(1, 3, StatePhase.REMOVED);
        StateEnvelope running = envelope(1, 9, StatePhase.RUNNING);

        assertThat(merged(running, removed)).isEqualTo(removed);
        assertThat(merged(removed, running)).isEqualTo(removed);
        assertThat(merged(envelope(1, 9, StatePhase.ENDED), removed)).isEqualTo(removed);
    }

    @Test
    void within_a_phase_the_later_write_wins() {
        StateEnvelope earlier = envelope(1, 3, StatePhase.RUNNING);
        StateEnvelope later = envelope(1, 4, StatePhase.RUNNING);

        assertThat(merged(earlier, later)).isEqualTo(later);
        assertThat(merged(later, earlier)).isEqualTo(later);
    }

    @Test
    void of_two_cancels_the_earlier_wins_and_of_one_the_further() {
        CancelEnvelope early = request("early", 1_000);
        CancelEnvelope late = request("late", 2_000);
        CancelEnvelope delivered = early.withStages(1_500, 0, 0);

        assertThat(mergedCancel(late, early)).isEqualTo(early);
        assertThat(mergedCancel(early, late)).isEqualTo(early);
        assertThat(mergedCancel(early, delivered)).isEqualTo(delivered);
        assertThat(mergedCancel(delivered, early)).isEqualTo(delivered);
    }

    private static StateEnvelope merged(StateEnvelope one, StateEnvelope other) {
        return Collections.max(List.of(one, other), MergeOrder.STATES);
    }

    private static CancelEnvelope mergedCancel(CancelEnvelope one, CancelEnvelope other) {
        return Collections.max(List.of(one, other), MergeOrder.CANCELS);
    }

    private static StateEnvelope envelope(long epoch, long sequence, StatePhase phase) {
        return new StateEnvelope(
                "type", "", "instance-" + epoch, "{}", epoch, sequence, phase.name(), "node", "1", 0, 0, -1);
    }

    private static CancelEnvelope request(String text, long atMillis) {
        CancellationReason reason =
                new CancellationReason(Kind.USER, text, "anna", "node", Instant.ofEpochMilli(atMillis));
        return CancelEnvelope.of("instance", reason, "node", -1);
    }
}
