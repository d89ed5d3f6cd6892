package dev.longhaul.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.cancellation.CancellationReason.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When the side that cancels may say that the work has noticed. */
class ObservationTest {

    private static final CancellationReason ASKED = CancellationReason.of(Kind.USER, "no longer needed");

    private final CancellationSource source = new CancellationSource();

    @Test
    void a_cancel_alone_is_not_noticed() {
        assertThat(source.token().isCancellationRequested()).isFalse();

        source.cancel(ASKED);

        assertThat(source.isCancellationRequested()).isTrue();
        assertThat(source.observedAt()).isEmpty();
    }

    @Test
    void the_side_that_cancels_may_ask_why_and_since_when_without_counting() {
        try (CancellationSource child = CancellationSource.linkedTo(source.token())) {
            assertThat(child.cancelledAt()).isEmpty();
            assertThat(child.reason()).isEmpty();

            source.cancel(ASKED);

            assertThat(child.reason()).contains(ASKED);
            assertThat(child.cancelledAt().orElseThrow()).isAfterOrEqualTo(ASKED.at());
            assertThat(child.observedAt()).isEmpty();
        }
    }

    @Test
    void a_check_that_says_so_is_when_the_work_noticed_and_later_checks_change_nothing() {
        source.cancel(ASKED);
        assertThatExceptionOfType(OperationCancelledException.class)
                .isThrownBy(source.token()::throwIfCancellationRequested);
        var first = source.observedAt().orElseThrow();

        assertThat(source.token().isCancellationRequested()).isTrue();

        assertThat(source.observedAt()).contains(first);
        assertThat(first).isAfterOrEqualTo(ASKED.at());
    }

    @Test
    void waiting_and_asking_for_the_reason_count_too() throws InterruptedException {
        try (CancellationSource waited = new CancellationSource();
                CancellationSource asked = new CancellationSource()) {
            waited.cancel(ASKED);
            asked.cancel(ASKED);

            assertThat(waited.token().await(Duration.ZERO)).isTrue();
            assertThat(asked.token().reason()).isPresent();

            assertThat(waited.observedAt()).isPresent();
            assertThat(asked.observedAt()).isPresent();
        }
    }

    @Test
    void a_callback_counts_and_one_that_comes_late_too() {
        try (CancellationSource late = new CancellationSource()) {
            source.token().onCancelled(reason -> assertThat(source.observedAt()).isPresent());
            source.cancel(ASKED);
            assertThat(source.observedAt()).isPresent();

            late.cancel(ASKED);
            late.token().onCancelled(reason -> {});
            assertThat(late.observedAt()).isPresent();
        }
    }

    @Test
    void a_link_hands_on_and_only_the_look_at_the_child_counts_for_every_token_above() {
        try (CancellationSource middle = CancellationSource.linkedTo(source.token());
                CancellationSource child = CancellationSource.linkedTo(middle.token())) {
            source.cancel(ASKED);
            assertThat(child.isCancellationRequested()).isTrue();
            assertThat(source.observedAt()).isEmpty();

            child.token().isCancellationRequested();

            assertThat(middle.observedAt()).isPresent();
            assertThat(source.observedAt()).isPresent();
        }
    }

    @Test
    void a_child_born_cancelled_has_not_noticed_yet() {
        source.cancel(ASKED);
        try (CancellationSource child = CancellationSource.linkedTo(source.token())) {
            assertThat(source.observedAt()).isEmpty();

            child.token().isCancellationRequested();

            assertThat(source.observedAt()).isPresent();
        }
    }

    @Test
    void a_child_cancelled_for_a_reason_of_its_own_says_nothing_about_its_parent() {
        try (CancellationSource child = CancellationSource.linkedTo(source.token())) {
            child.cancel(ASKED);
            source.cancel(ASKED);

            child.token().isCancellationRequested();

            assertThat(source.observedAt()).isEmpty();
        }
    }
}
