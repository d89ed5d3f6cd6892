package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.cancellation.CancelReceipt.Stage;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Cancels that come before their state. */
@ParameterizedClass
@MethodSource("dev.longhaul.asyncstate.StatePair#onEachStore")
class KeptCancelTest extends StatePairContract {

    private static final Duration KEEP = Duration.ofMinutes(1);

    KeptCancelTest(StatePair pair) {
        super(pair);
    }

    @Test
    void a_cancel_that_is_kept_waits_for_the_state_and_its_source_is_born_cancelled() {
        RequestedCancel receipt = other().cancel(Progress.class, name, ASKED, KEEP);
        assertThat(stageOf(receipt)).contains(Stage.REQUESTED);
        settle();
        assertThat(owner().contains(Progress.class, name)).isFalse();

        try (CancellationSource source = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));

            assertThat(source.isCancellationRequested()).isTrue();
            settle();
            assertThat(stageOf(receipt)).contains(Stage.DELIVERED);
            CancellationReason seen = source.token().reason().orElseThrow();
            assertThat(seen.actor()).isEqualTo("anna");
            assertThat(seen.text()).isEqualTo(ASKED.text());
            owner().remove(Progress.class, name);
            settle();
            settle();
            assertThat(stageOf(receipt)).contains(Stage.ENDED);
            assertThat(receipt.receipt().orElseThrow().observedAt()).isNotNull();
        }
    }

    @Test
    void a_cancel_that_is_kept_is_used_once_whichever_node_creates_the_next_state() {
        other().cancel(Progress.class, name, ASKED, KEEP);
        settle();
        try (CancellationSource first = new CancellationSource();
                CancellationSource same = new CancellationSource();
                CancellationSource elsewhere = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(first));
            owner().remove(Progress.class, name);
            owner().create(Progress.of(2), name, StateOptions.defaults().withSource(same));
            settle();
            owner().remove(Progress.class, name);
            settle();
            other().create(Progress.of(3), name, StateOptions.defaults().withSource(elsewhere));
            settle();

            assertThat(first.isCancellationRequested()).isTrue();
            assertThat(same.token().reason()).isEmpty();
            assertThat(elsewhere.isCancellationRequested()).isFalse();
        }
    }

    @Test
    void a_state_without_a_source_leaves_a_kept_cancel_to_the_next_one() {
        other().cancel(Progress.class, name, ASKED, KEEP);
        settle();
        owner().create(Progress.of(1), name, StateOptions.defaults());
        settle();
        try (CancellationSource source = new CancellationSource()) {
            owner().create(Progress.of(2), name, StateOptions.defaults().withSource(source));

            assertThat(source.isCancellationRequested()).isTrue();
        }
    }

    @Test
    void of_two_kept_cancels_the_first_stays_and_a_later_one_waits_for_the_state_after() {
        other().cancel(Progress.class, name, ASKED, KEEP);
        settle();
        owner().cancel(Progress.class, name, CancellationReason.of(Kind.TIMED_OUT, "second"), KEEP);
        settle();
        try (CancellationSource first = new CancellationSource();
                CancellationSource second = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(first));
            assertThat(first.token().reason()).map(CancellationReason::kind).contains(Kind.USER);
            owner().remove(Progress.class, name);
            settle();
            settle();

            other().cancel(Progress.class, name, CancellationReason.of(Kind.TIMED_OUT, "third"), KEEP);
            settle();
            owner().create(Progress.of(2), name, StateOptions.defaults().withSource(second));

            assertThat(second.token().reason()).map(CancellationReason::kind).contains(Kind.TIMED_OUT);
        }
    }

    @Test
    void a_cancel_that_would_be_kept_reaches_a_state_that_is_live_but_has_not_arrived_here_yet() {
        try (CancellationSource source = new CancellationSource();
                CancellationSource later = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
            other().cancel(Progress.class, name, ASKED, KEEP);
            settle();
            settle();

            assertThat(source.isCancellationRequested()).isTrue();
            owner().remove(Progress.class, name);
            settle();
            owner().create(Progress.of(2), name, StateOptions.defaults().withSource(later));
            settle();
            assertThat(later.isCancellationRequested()).isFalse();
        }
    }

    @Test
    void a_kept_cancel_of_a_live_state_cancels_that_and_harms_no_later_one() {
        try (CancellationSource source = new CancellationSource();
                CancellationSource later = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
            settle();
            other().cancel(Progress.class, name, ASKED, KEEP);
            settle();
            assertThat(source.isCancellationRequested()).isTrue();
            owner().remove(Progress.class, name);
            settle();

            owner().create(Progress.of(2), name, StateOptions.defaults().withSource(later));
            settle();

            assertThat(later.isCancellationRequested()).isFalse();
        }
    }

    @Test
    void a_cancel_cannot_be_kept_for_no_time() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other().cancel(Progress.class, name, ASKED, Duration.ZERO))
                .withMessageContaining(name)
                .withMessageContaining("PT0S");
    }
}
