package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.cancellation.CancelReceipt.Stage;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Cancels from any node, and what their receipts tell. */
@ParameterizedClass
@MethodSource("dev.longhaul.asyncstate.StatePair#onEachStore")
class StateCancelTest extends StatePairContract {

    StateCancelTest(StatePair pair) {
        super(pair);
    }

    @Test
    void a_cancel_from_another_node_reaches_the_source_of_the_owner_with_its_reason() {
        try (CancellationSource source = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
            settle();

            RequestedCancel receipt = other().cancel(Progress.class, name, ASKED);
            settle();
            settle();

            assertThat(stageOf(receipt)).contains(Stage.DELIVERED);
            assertThat(now(receipt).observedAt()).isNull();
            CancellationReason seen = source.token().reason().orElseThrow();
            assertThat(seen.kind()).isEqualTo(Kind.USER);
            assertThat(seen.text()).isEqualTo(ASKED.text());
            assertThat(seen.actor()).isEqualTo("anna");
            assertThat(seen.node()).isNotBlank();
            settle();
            assertThat(stageOf(receipt)).contains(Stage.OBSERVED);
            assertThat(now(receipt).requestedAt()).isEqualTo(ASKED.at().truncatedTo(ChronoUnit.MILLIS));
            assertThat(now(receipt).deliveredAt()).isNotNull();
            assertThat(now(receipt).observedAt()).isNotNull();
            assertThat(now(receipt).endedAt()).isNull();

            owner().remove(Progress.class, name);
            settle();
            settle();

            assertThat(stageOf(receipt)).contains(Stage.ENDED);
            CancelReceipt ended = now(receipt);
            assertThat(Stream.of(ended.requestedAt(), ended.deliveredAt(), ended.observedAt(), ended.endedAt()))
                    .isSorted();
        }
    }

    @Test
    void work_that_ends_without_looking_at_its_token_has_never_observed_the_cancel() {
        CancellationSource source = new CancellationSource();
        owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
        settle();
        RequestedCancel receipt = other().cancel(Progress.class, name, ASKED);
        settle();

        owner().remove(Progress.class, name);
        settle();
        settle();

        assertThat(stageOf(receipt)).contains(Stage.ENDED);
        assertThat(now(receipt).deliveredAt()).isNotNull();
        assertThat(now(receipt).observedAt()).isNull();
    }

    @Test
    void work_that_stopped_for_another_reason_before_the_request_arrived_noticed_no_earlier_than_it_was_told() {
        try (CancellationSource source = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
            settle();
            source.cancel(CancellationReason.of(Kind.SHUTDOWN, "the node stops"));
            assertThat(source.token().isCancellationRequested()).isTrue();
            Instant noticed = source.observedAt().orElseThrow();
            await().until(() -> Clock.systemUTC().instant().isAfter(noticed.plusMillis(2)));

            RequestedCancel receipt = other().cancel(Progress.class, name, ASKED);
            settle();
            settle();

            assertThat(stageOf(receipt)).contains(Stage.OBSERVED);
            assertThat(now(receipt).deliveredAt())
                    .isEqualTo(source.cancelledAt().orElseThrow().truncatedTo(ChronoUnit.MILLIS));
            assertThat(now(receipt).observedAt()).isEqualTo(noticed.truncatedTo(ChronoUnit.MILLIS));
        }
    }

    @Test
    void a_callback_of_the_work_observes_the_cancel_by_running() {
        try (CancellationSource source = new CancellationSource()) {
            source.token().onCancelled(reason -> {});
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
            settle();

            RequestedCancel receipt = other().cancel(Progress.class, name, ASKED);
            settle();
            settle();

            assertThat(stageOf(receipt)).contains(Stage.OBSERVED);
        }
    }

    @Test
    void a_cancel_on_the_owner_itself_reaches_its_source_and_every_node_sees_it() {
        try (CancellationSource source = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));

            owner().cancel(Progress.class, name, ASKED);
            settle();
            settle();

            assertThat(source.token().isCancellationRequested()).isTrue();
            settle();
            assertThat(stageOf(other().cancel(Progress.class, name, ASKED))).contains(Stage.OBSERVED);
        }
    }

    @Test
    void whoever_asks_later_learns_on_any_node_who_cancelled_and_how_far_it_has_come() {
        try (CancellationSource source = new CancellationSource()) {
            owner().create(Progress.of(0), name, StateOptions.defaults().withSource(source));
            settle();
            assertThat(owner().cancelReceipt(Progress.class, name)).isEmpty();
            assertThat(other().cancelReceipt(Progress.class, name)).isEmpty();

            other().cancel(Progress.class, name, ASKED);
            settle();
            owner().remove(Progress.class, name);
            settle();
        }

        for (AsyncState node : List.of(owner(), other())) {
            CancelReceipt receipt = node.cancelReceipt(Progress.class, name).orElseThrow();
            assertThat(receipt.stage()).isEqualTo(Stage.ENDED);
            assertThat(receipt.deliveredAt()).isNotNull();
            assertThat(receipt.reason().actor()).isEqualTo("anna");
            assertThat(receipt.reason().text()).isEqualTo(ASKED.text());
            assertThat(receipt.reason().node()).isNotNull();
        }
        assertThat(other().cancelReceipt(Progress.class, name + "-unknown")).isEmpty();
    }

    @Test
    void the_first_cancel_stays() {
        try (CancellationSource source = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
            settle();

            other().cancel(Progress.class, name, ASKED);
            settle();
            RequestedCancel second =
                    owner().cancel(Progress.class, name, CancellationReason.of(Kind.TIMED_OUT, "too late"));
            settle();

            assertThat(source.token().reason()).map(CancellationReason::kind).contains(Kind.USER);
            assertThat(now(second).requestedAt()).isEqualTo(ASKED.at().truncatedTo(ChronoUnit.MILLIS));
        }
    }

    @Test
    void a_cancel_of_a_state_without_a_source_stays_requested() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        settle();

        RequestedCancel receipt = other().cancel(Progress.class, name, ASKED);
        settle();
        settle();

        assertThat(stageOf(receipt)).contains(Stage.REQUESTED);
    }

    @Test
    void a_cancel_of_an_unknown_state_finds_nothing_and_harms_no_later_state_of_that_name() {
        assertThat(other().cancel(Progress.class, name, ASKED).receipt()).isEmpty();

        try (CancellationSource source = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
            settle();
            settle();

            assertThat(source.token().isCancellationRequested()).isFalse();
        }
    }

    @Test
    void callbacks_of_a_cancel_that_throw_do_not_stop_the_next_cancel() {
        try (CancellationSource throwing = new CancellationSource();
                CancellationSource next = new CancellationSource()) {
            throwing.token().onCancelled(reason -> {
                throw new StackOverflowError("from a callback");
            });
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(throwing));
            owner().create(
                            Progress.of(1),
                            name + "-next",
                            StateOptions.defaults().withSource(next));
            settle();

            other().cancel(Progress.class, name, ASKED);
            other().cancel(Progress.class, name + "-next", ASKED);
            settle();

            assertThat(throwing.token().isCancellationRequested()).isTrue();
            assertThat(next.token().isCancellationRequested()).isTrue();
        }
    }

    private static CancelReceipt now(RequestedCancel cancel) {
        return cancel.receipt().orElseThrow();
    }
}
