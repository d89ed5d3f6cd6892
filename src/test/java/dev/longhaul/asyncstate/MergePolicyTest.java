package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import java.time.Instant;
import java.util.List;
import org.infinispan.container.entries.CacheEntry;
import org.infinispan.container.entries.ImmortalCacheEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MergePolicyTest {

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
    void a_side_that_has_nothing_removes_nothing() {
        StateEnvelope only = envelope(1, 1, StatePhase.RUNNING);

        assertThat(merged(null, only)).isEqualTo(only);
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
        assertThat(mergedCancel(null, late)).isEqualTo(late);
    }

    private static @Nullable StateEnvelope merged(@Nullable StateEnvelope preferred, StateEnvelope other) {
        CacheEntry<String, StateEnvelope> merged = MergePolicy.STATES.merge(entry(preferred), List.of(present(other)));
        return merged == null ? null : merged.getValue();
    }

    private static @Nullable CancelEnvelope mergedCancel(@Nullable CancelEnvelope preferred, CancelEnvelope other) {
        CacheEntry<String, CancelEnvelope> merged =
                MergePolicy.CANCELS.merge(entry(preferred), List.of(present(other)));
        return merged == null ? null : merged.getValue();
    }

    private static <V> @Nullable CacheEntry<String, V> entry(@Nullable V value) {
        return value == null ? null : present(value);
    }

    @SuppressWarnings("unchecked") // Infinispan's entries know no type of their own
    private static <V> CacheEntry<String, V> present(V value) {
        return new ImmortalCacheEntry("key", value);
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
