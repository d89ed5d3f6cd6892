package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.longhaul.asyncstate.CancelReceipt.Stage;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What shared state promises, whatever store it is kept in: two nodes, of which the first does the work. */
abstract class AsyncStateContract {

    private static final CancellationReason ASKED =
            CancellationReason.of(Kind.USER, "no longer needed").withActor("anna");

    private static final Duration KEEP = Duration.ofMinutes(1);

    private String name = "";

    @BeforeEach
    void takeNewName() {
        name = "test-" + UUID.randomUUID();
    }

    /** State with everything that may stand in one. */
    public record Progress(
            String phase, long processed, @Nullable Long total, Map<String, Long> counts, Instant at) {
        static Progress of(long processed) {
            return new Progress("reading", processed, null, Map.of("created", processed), Instant.EPOCH);
        }

        Progress withProcessed(long count) {
            return new Progress(phase, count, total, counts, at);
        }
    }

    @StateType("mailing")
    public record Mailing(int sent) {}

    @StateType("mailing")
    public record OtherMailing(int sent) {}

    public record Listed(int number) {}

    public record Selfish(String text) {
        @Override
        public String text() {
            if (text.isEmpty()) {
                return text;
            }
            throw new IllegalStateException("cannot be read");
        }
    }

    abstract AsyncState owner();

    abstract AsyncState other();

    abstract String ownerName();

    /** Brings everything to every node and every cancel to its source. */
    abstract void settle();

    @Test
    void a_state_is_found_at_once_by_its_owner_and_soon_by_every_other_node() {
        Progress progress = new Progress("reading", 7, 100L, Map.of("created", 3L, "failed", 4L), Instant.EPOCH);
        owner().create(progress, name, StateOptions.defaults());
        assertThat(owner().find(Progress.class, name)).contains(progress);

        settle();

        assertThat(other().find(Progress.class, name)).contains(progress);
        assertThat(other().contains(Progress.class, name)).isTrue();
        assertThat(other().phase(Progress.class, name)).contains(StatePhase.RUNNING);
    }

    @Test
    void a_state_that_never_was_is_not_found_anywhere() {
        assertThat(owner().find(Progress.class, name)).isEmpty();
        assertThat(other().contains(Progress.class, name)).isFalse();
        assertThat(owner().phase(Progress.class, name)).isEmpty();
        assertThat(owner().remove(Progress.class, name)).isFalse();
    }

    @Test
    void the_state_without_a_name_is_another_one() {
        owner().create(new Mailing(1), null, StateOptions.defaults());
        owner().create(new Mailing(2), name, StateOptions.defaults());
        settle();

        assertThat(other().find(Mailing.class, null)).contains(new Mailing(1));
        assertThat(other().find(Mailing.class, name)).contains(new Mailing(2));
        assertThat(owner().remove(Mailing.class, null)).isTrue();
    }

    @Test
    void an_update_is_visible_to_its_owner_at_once_and_the_last_of_many_to_every_node() {
        owner().create(Progress.of(0), name, StateOptions.defaults());
        settle();
        for (int i = 1; i <= 1_000; i++) {
            Progress updated =
                    owner().update(Progress.class, name, progress -> progress.withProcessed(progress.processed() + 1));
            assertThat(updated.processed()).isEqualTo(i);
        }
        assertThat(owner().find(Progress.class, name)).map(Progress::processed).contains(1_000L);

        settle();

        assertThat(other().find(Progress.class, name)).map(Progress::processed).contains(1_000L);
    }

    @Test
    void no_update_is_lost_when_several_threads_of_the_owner_update() throws Exception {
        owner().create(Progress.of(0), name, StateOptions.defaults());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> updates = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                updates.add(threads.submit(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        owner().update(
                                        Progress.class,
                                        name,
                                        progress -> progress.withProcessed(progress.processed() + 1));
                    }
                }));
            }
            for (Future<?> update : updates) {
                update.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        settle();

        assertThat(other().find(Progress.class, name)).map(Progress::processed).contains(20_000L);
    }

    @Test
    @SuppressWarnings("NullAway") // what a function without null checks would do
    void a_function_that_throws_or_answers_null_leaves_the_earlier_value() {
        owner().create(Progress.of(5), name, StateOptions.defaults());

        assertThatIllegalStateException()
                .isThrownBy(() -> owner().update(Progress.class, name, progress -> {
                    throw new IllegalStateException("from the function");
                }))
                .withMessage("from the function");
        assertThatNullPointerException()
                .isThrownBy(() -> owner().update(Progress.class, name, progress -> null))
                .withMessageContaining(name);

        assertThat(owner().find(Progress.class, name)).contains(Progress.of(5));
    }

    @Test
    void an_update_of_a_state_that_is_not_there_is_refused_with_its_key() {
        assertThatExceptionOfType(UnknownStateException.class)
                .isThrownBy(() -> owner().update(Progress.class, name, progress -> progress))
                .satisfies(unknown -> assertThat(unknown.key()).endsWith(name));
    }

    @Test
    void an_update_by_another_node_is_seen_by_every_node_when_it_returns() {
        owner().create(Progress.of(5), name, StateOptions.defaults());
        settle();
        owner().update(Progress.class, name, progress -> progress.withProcessed(progress.processed() + 1));

        Progress updated =
                other().update(Progress.class, name, progress -> progress.withProcessed(progress.processed() + 10));

        assertThat(updated).isEqualTo(Progress.of(5).withProcessed(16));
        assertThat(other().find(Progress.class, name)).contains(updated);
        assertThat(owner().find(Progress.class, name)).contains(updated);
        owner().update(Progress.class, name, progress -> progress.withProcessed(progress.processed() + 100));
        assertThat(other().update(Progress.class, name, progress -> progress))
                .extracting(Progress::processed)
                .isEqualTo(116L);
    }

    @Test
    void no_update_is_lost_or_applied_twice_when_threads_of_both_nodes_update() throws Exception {
        owner().create(Progress.of(0), name, StateOptions.defaults());
        settle();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<?>> updates = new ArrayList<>();
            for (AsyncState node : List.of(owner(), other(), owner(), other(), owner(), other())) {
                updates.add(threads.submit(() -> {
                    for (int i = 0; i < 100; i++) {
                        node.update(Progress.class, name, progress -> progress.withProcessed(progress.processed() + 1));
                    }
                }));
            }
            for (Future<?> update : updates) {
                update.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(owner().find(Progress.class, name)).map(Progress::processed).contains(600L);
        settle();
        assertThat(other().find(Progress.class, name)).map(Progress::processed).contains(600L);
    }

    @Test
    @SuppressWarnings("NullAway") // what a function without null checks would do
    void a_function_on_another_node_that_throws_or_answers_null_leaves_the_earlier_value() {
        owner().create(Progress.of(5), name, StateOptions.defaults());
        settle();

        assertThatIllegalStateException()
                .isThrownBy(() -> other().update(Progress.class, name, progress -> {
                    throw new IllegalStateException("from the function");
                }))
                .withMessage("from the function");
        assertThatNullPointerException()
                .isThrownBy(() -> other().update(Progress.class, name, progress -> null))
                .withMessageContaining(name);

        assertThat(owner().find(Progress.class, name)).contains(Progress.of(5));
        assertThat(other().update(Progress.class, name, progress -> Progress.of(6)))
                .isEqualTo(Progress.of(6));
    }

    @Test
    void a_function_on_another_node_refuses_by_the_value_of_now() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        settle();
        other().update(Progress.class, name, progress -> Progress.of(0));
        owner().update(Progress.class, name, progress -> Progress.of(1));

        Progress taken = other().update(Progress.class, name, progress -> {
            if (progress.processed() == 0) {
                throw new IllegalStateException("nothing left");
            }
            return Progress.of(progress.processed() - 1);
        });

        assertThat(taken).isEqualTo(Progress.of(0));
    }

    @Test
    void an_update_on_another_node_that_is_too_large_is_refused_with_its_key_and_the_earlier_value_stays() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        settle();
        Progress large = new Progress("x".repeat(70_000), 1, null, Map.of(), Instant.EPOCH);

        assertThatExceptionOfType(StateTooLargeException.class)
                .isThrownBy(() -> other().update(Progress.class, name, progress -> large))
                .satisfies(refused -> assertThat(refused.key()).endsWith(name));

        assertThat(owner().find(Progress.class, name)).contains(Progress.of(1));
    }

    @Test
    void an_update_on_another_node_of_a_state_that_was_removed_is_refused() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        settle();
        other().update(Progress.class, name, progress -> Progress.of(2));
        owner().remove(Progress.class, name);

        assertThatExceptionOfType(UnknownStateException.class)
                .isThrownBy(() -> other().update(Progress.class, name, progress -> Progress.of(3)));
    }

    @Test
    void an_update_that_only_the_owner_may_make_is_refused_elsewhere_by_name_of_the_owner() {
        owner().create(Progress.of(5), name, StateOptions.defaults());
        settle();

        assertThat(owner().updateOwned(Progress.class, name, progress -> Progress.of(6)))
                .isEqualTo(Progress.of(6));
        assertThatExceptionOfType(StateOwnedElsewhereException.class)
                .isThrownBy(() -> other().updateOwned(Progress.class, name, progress -> Progress.of(7)))
                .satisfies(refused -> assertThat(refused.owner()).isEqualTo(ownerName()))
                .satisfies(refused -> assertThat(refused.key()).endsWith(name))
                .satisfies(refused -> assertThat(refused.isOutcomeKnown()).isTrue());
        settle();

        assertThat(other().find(Progress.class, name)).contains(Progress.of(6));
    }

    @Test
    void all_states_of_a_type_are_listed_by_name_on_every_node() {
        owner().create(new Listed(1), "one", StateOptions.defaults());
        owner().create(new Listed(2), "two", StateOptions.defaults());
        other().create(new Listed(3), "three", StateOptions.defaults());
        owner().create(new Listed(4), "four", StateOptions.defaults());
        settle();
        owner().update(Listed.class, "two", two -> new Listed(22));
        owner().remove(Listed.class, "four");

        assertThat(owner().all(Listed.class))
                .containsExactly(
                        Map.entry("one", new Listed(1)),
                        Map.entry("three", new Listed(3)),
                        Map.entry("two", new Listed(22)));
        settle();
        assertThat(other().all(Listed.class)).isEqualTo(owner().all(Listed.class));
    }

    @Test
    void a_state_removed_by_its_owner_is_gone_and_remembered_as_removed() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        settle();

        assertThat(owner().remove(Progress.class, name)).isTrue();
        assertThat(owner().find(Progress.class, name)).isEmpty();
        assertThat(owner().remove(Progress.class, name)).isFalse();
        settle();
        settle();

        assertThat(other().find(Progress.class, name)).isEmpty();
        assertThat(other().phase(Progress.class, name)).contains(StatePhase.REMOVED);
        assertThat(owner().phase(Progress.class, name)).contains(StatePhase.REMOVED);
        assertThatExceptionOfType(UnknownStateException.class)
                .isThrownBy(() -> owner().update(Progress.class, name, progress -> progress));
    }

    @Test
    void a_state_removed_by_another_node_is_gone_for_its_owner_too_and_its_work_is_not_cancelled() {
        try (CancellationSource source = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
            settle();

            assertThat(other().remove(Progress.class, name)).isTrue();
            assertThat(other().contains(Progress.class, name)).isFalse();
            owner().update(Progress.class, name, progress -> Progress.of(2));
            settle();
            settle();

            assertThat(owner().find(Progress.class, name)).isEmpty();
            assertThat(owner().phase(Progress.class, name)).contains(StatePhase.REMOVED);
            assertThat(other().phase(Progress.class, name)).contains(StatePhase.REMOVED);
            assertThat(source.token().isCancellationRequested()).isFalse();
        }
    }

    @Test
    void a_removed_state_may_be_created_again_on_any_node() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        settle();
        owner().remove(Progress.class, name);
        settle();

        other().create(Progress.of(2), name, StateOptions.defaults());
        settle();

        assertThat(owner().find(Progress.class, name)).contains(Progress.of(2));
        assertThat(owner().phase(Progress.class, name)).contains(StatePhase.RUNNING);
    }

    @Test
    void a_state_removed_before_anybody_else_saw_it_is_remembered_as_removed() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        owner().remove(Progress.class, name);
        settle();

        assertThat(other().phase(Progress.class, name)).contains(StatePhase.REMOVED);
    }

    @Test
    void a_cancel_from_another_node_reaches_the_source_of_the_owner_with_its_reason() {
        try (CancellationSource source = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
            settle();

            CancelReceipt receipt = other().cancel(Progress.class, name, ASKED);
            settle();
            settle();

            assertThat(receipt.stage()).isEqualTo(Stage.DELIVERED);
            assertThat(receipt.observedAt()).isEmpty();
            CancellationReason seen = source.token().reason().orElseThrow();
            assertThat(seen.kind()).isEqualTo(Kind.USER);
            assertThat(seen.text()).isEqualTo(ASKED.text());
            assertThat(seen.actor()).isEqualTo("anna");
            assertThat(seen.node()).isNotBlank();
            settle();
            assertThat(receipt.stage()).isEqualTo(Stage.OBSERVED);
            assertThat(receipt.requestedAt().map(Instant::toEpochMilli))
                    .contains(ASKED.at().toEpochMilli());
            assertThat(receipt.deliveredAt()).isPresent();
            assertThat(receipt.observedAt()).isPresent();
            assertThat(receipt.endedAt()).isEmpty();

            owner().remove(Progress.class, name);
            settle();
            settle();

            assertThat(receipt.stage()).isEqualTo(Stage.ENDED);
            assertThat(receipt.deliveredAt().orElseThrow())
                    .isBetween(
                            receipt.requestedAt().orElseThrow(),
                            receipt.observedAt().orElseThrow());
            assertThat(receipt.endedAt().orElseThrow())
                    .isAfterOrEqualTo(receipt.observedAt().orElseThrow());
        }
    }

    @Test
    void work_that_ends_without_looking_at_its_token_has_never_observed_the_cancel() {
        CancellationSource source = new CancellationSource();
        owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
        settle();
        CancelReceipt receipt = other().cancel(Progress.class, name, ASKED);
        settle();

        owner().remove(Progress.class, name);
        settle();
        settle();

        assertThat(receipt.stage()).isEqualTo(Stage.ENDED);
        assertThat(receipt.deliveredAt()).isPresent();
        assertThat(receipt.observedAt()).isEmpty();
    }

    @Test
    void a_callback_of_the_work_observes_the_cancel_by_running() {
        try (CancellationSource source = new CancellationSource()) {
            source.token().onCancelled(reason -> {});
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
            settle();

            CancelReceipt receipt = other().cancel(Progress.class, name, ASKED);
            settle();
            settle();

            assertThat(receipt.stage()).isEqualTo(Stage.OBSERVED);
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
            assertThat(other().cancel(Progress.class, name, ASKED).stage()).isEqualTo(Stage.OBSERVED);
        }
    }

    @Test
    void whoever_asks_later_learns_on_any_node_who_cancelled_and_how_far_it_has_come() {
        try (CancellationSource source = new CancellationSource()) {
            owner().create(Progress.of(0), name, StateOptions.defaults().withSource(source));
            settle();
            assertThat(owner().cancelReceipt(Progress.class, name).stage()).isEqualTo(Stage.NOT_FOUND);
            assertThat(other().cancelReceipt(Progress.class, name).reason()).isEmpty();

            other().cancel(Progress.class, name, ASKED);
            settle();
            owner().remove(Progress.class, name);
            settle();
        }

        for (AsyncState node : List.of(owner(), other())) {
            CancelReceipt receipt = node.cancelReceipt(Progress.class, name);
            assertThat(receipt.stage()).isEqualTo(Stage.ENDED);
            assertThat(receipt.deliveredAt()).isNotEmpty();
            assertThat(receipt.reason()).hasValueSatisfying(reason -> {
                assertThat(reason.actor()).isEqualTo("anna");
                assertThat(reason.text()).isEqualTo(ASKED.text());
                assertThat(reason.node()).isNotNull();
            });
        }
        assertThat(other().cancelReceipt(Progress.class, name + "-unknown").stage())
                .isEqualTo(Stage.NOT_FOUND);
    }

    @Test
    void the_first_cancel_stays() {
        try (CancellationSource source = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
            settle();

            other().cancel(Progress.class, name, ASKED);
            settle();
            CancelReceipt second =
                    owner().cancel(Progress.class, name, CancellationReason.of(Kind.TIMED_OUT, "too late"));
            settle();

            assertThat(source.token().reason()).map(CancellationReason::kind).contains(Kind.USER);
            assertThat(second.requestedAt().map(Instant::toEpochMilli))
                    .contains(ASKED.at().toEpochMilli());
        }
    }

    @Test
    void a_cancel_of_a_state_without_a_source_stays_requested() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        settle();

        CancelReceipt receipt = other().cancel(Progress.class, name, ASKED);
        settle();
        settle();

        assertThat(receipt.stage()).isEqualTo(Stage.REQUESTED);
    }

    @Test
    void a_cancel_of_an_unknown_state_finds_nothing_and_harms_no_later_state_of_that_name() {
        assertThat(other().cancel(Progress.class, name, ASKED).stage()).isEqualTo(Stage.NOT_FOUND);

        try (CancellationSource source = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
            settle();
            settle();

            assertThat(source.token().isCancellationRequested()).isFalse();
        }
    }

    @Test
    void a_cancel_that_is_kept_waits_for_the_state_and_its_source_is_born_cancelled() {
        CancelReceipt receipt = other().cancel(Progress.class, name, ASKED, KEEP);
        assertThat(receipt.stage()).isEqualTo(Stage.REQUESTED);
        settle();
        assertThat(owner().contains(Progress.class, name)).isFalse();

        try (CancellationSource source = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));

            assertThat(source.isCancellationRequested()).isTrue();
            settle();
            assertThat(receipt.stage()).isEqualTo(Stage.DELIVERED);
            CancellationReason seen = source.token().reason().orElseThrow();
            assertThat(seen.actor()).isEqualTo("anna");
            assertThat(seen.text()).isEqualTo(ASKED.text());
            owner().remove(Progress.class, name);
            settle();
            settle();
            assertThat(receipt.stage()).isEqualTo(Stage.ENDED);
            assertThat(receipt.observedAt()).isPresent();
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

    @Test
    void a_create_that_refuses_a_live_state_leaves_it_alone_on_either_node() {
        CancellationSource source = new CancellationSource();
        owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
        settle();

        for (AsyncState node : List.of(owner(), other())) {
            assertThatExceptionOfType(StateExistsException.class)
                    .isThrownBy(() -> node.create(
                            Progress.of(2), name, StateOptions.defaults().refusingLive()))
                    .satisfies(refused -> assertThat(refused.owner()).isEqualTo(ownerName()))
                    .satisfies(refused -> assertThat(refused.key()).endsWith(name));
        }
        settle();

        assertThat(other().find(Progress.class, name)).contains(Progress.of(1));
        assertThat(source.isCancellationRequested()).isFalse();
        source.close();
        settle();
        other().create(Progress.of(3), name, StateOptions.defaults().refusingLive());
        settle();
        assertThat(owner().find(Progress.class, name)).contains(Progress.of(3));
    }

    @Test
    void of_two_creates_at_the_same_time_that_refuse_a_live_state_the_later_one_gives_way() {
        try (CancellationSource first = new CancellationSource();
                CancellationSource second = new CancellationSource()) {
            StateOptions refusing = StateOptions.defaults().refusingLive();
            owner().create(Progress.of(1), name, refusing.withSource(first));
            other().create(Progress.of(2), name, refusing.withSource(second));
            owner().flushWithin(Duration.ofSeconds(10));
            settle();
            settle();

            assertThat(first.isCancellationRequested()).isFalse();
            assertThat(second.token().reason()).map(CancellationReason::kind).contains(Kind.SUPERSEDED);
            assertThat(owner().find(Progress.class, name)).contains(Progress.of(1));
            assertThat(other().find(Progress.class, name)).contains(Progress.of(1));
        }
    }

    @Test
    void a_cancel_of_an_earlier_state_harms_no_later_state_of_that_name() {
        try (CancellationSource earlier = new CancellationSource();
                CancellationSource later = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(earlier));
            settle();
            other().cancel(Progress.class, name, ASKED);
            settle();
            owner().remove(Progress.class, name);
            settle();

            owner().create(Progress.of(2), name, StateOptions.defaults().withSource(later));
            settle();
            settle();

            assertThat(earlier.token().isCancellationRequested()).isTrue();
            assertThat(later.token().isCancellationRequested()).isFalse();
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

    @Test
    void closing_the_source_ends_the_state_and_its_last_value_stays_readable() {
        CancellationSource source = new CancellationSource();
        owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
        settle();
        owner().update(Progress.class, name, progress -> Progress.of(100));
        source.close();
        settle();

        assertThat(other().find(Progress.class, name)).contains(Progress.of(100));
        assertThat(other().phase(Progress.class, name)).contains(StatePhase.ENDED);
        assertThat(other().cancel(Progress.class, name, ASKED).stage()).isEqualTo(Stage.NOT_FOUND);
        assertThat(owner().cancel(Progress.class, name, ASKED).stage()).isEqualTo(Stage.NOT_FOUND);
    }

    @Test
    void a_create_on_the_same_node_supersedes_the_earlier_state() {
        try (CancellationSource earlier = new CancellationSource();
                CancellationSource later = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(earlier));
            settle();
            owner().create(Progress.of(2), name, StateOptions.defaults().withSource(later));
            assertThat(owner().find(Progress.class, name)).contains(Progress.of(2));
            settle();
            settle();

            assertThat(earlier.token().reason()).map(CancellationReason::kind).contains(Kind.SUPERSEDED);
            assertThat(later.token().isCancellationRequested()).isFalse();
            assertThat(other().find(Progress.class, name)).contains(Progress.of(2));
        }
    }

    @Test
    void a_create_on_another_node_supersedes_the_earlier_state_and_its_owner_can_no_longer_update_it() {
        try (CancellationSource earlier = new CancellationSource();
                CancellationSource later = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(earlier));
            settle();
            other().create(Progress.of(2), name, StateOptions.defaults().withSource(later));
            owner().update(Progress.class, name, progress -> Progress.of(3));
            settle();
            settle();

            assertThat(earlier.token().reason()).map(CancellationReason::kind).contains(Kind.SUPERSEDED);
            assertThat(later.token().isCancellationRequested()).isFalse();
            assertThat(owner().find(Progress.class, name)).contains(Progress.of(2));
            assertThat(other().find(Progress.class, name)).contains(Progress.of(2));
            assertThatExceptionOfType(StateOwnedElsewhereException.class)
                    .isThrownBy(() -> owner().updateOwned(Progress.class, name, progress -> Progress.of(4)));
            assertThat(owner().update(Progress.class, name, progress -> Progress.of(5)))
                    .isEqualTo(Progress.of(5));
            assertThat(other().find(Progress.class, name)).contains(Progress.of(5));
        }
    }

    @Test
    void of_two_creates_at_the_same_time_one_stays_and_the_other_is_superseded() {
        try (CancellationSource first = new CancellationSource();
                CancellationSource second = new CancellationSource()) {
            owner().create(Progress.of(1), name, StateOptions.defaults().withSource(first));
            other().create(Progress.of(2), name, StateOptions.defaults().withSource(second));
            settle();
            settle();

            Progress left = owner().find(Progress.class, name).orElseThrow();
            assertThat(other().find(Progress.class, name)).contains(left);
            boolean firstLeft = left.equals(Progress.of(1));
            assertThat(first.token().isCancellationRequested()).isEqualTo(!firstLeft);
            assertThat(second.token().isCancellationRequested()).isEqualTo(firstLeft);
        }
    }

    @Test
    void a_state_that_is_too_large_is_refused_with_its_key_and_the_earlier_one_stays() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        Progress large = new Progress("x".repeat(70_000), 1, null, Map.of(), Instant.EPOCH);

        assertThatExceptionOfType(StateTooLargeException.class)
                .isThrownBy(() -> owner().create(large, name, StateOptions.defaults()))
                .withMessageContaining(name)
                .withMessageContaining("65536");

        assertThat(owner().find(Progress.class, name)).contains(Progress.of(1));
    }

    @Test
    void a_value_that_grows_too_large_stays_with_its_owner_and_the_others_keep_the_earlier_one() {
        owner().create(Progress.of(1), name, StateOptions.defaults());
        settle();
        Progress large = new Progress("x".repeat(70_000), 1, null, Map.of(), Instant.EPOCH);

        owner().update(Progress.class, name, progress -> large);
        settle();
        assertThat(other().find(Progress.class, name)).contains(Progress.of(1));
        owner().update(Progress.class, name, progress -> Progress.of(3));
        settle();

        assertThat(other().find(Progress.class, name)).contains(Progress.of(3));
    }

    @Test
    void a_state_that_cannot_be_written_as_json_is_refused_with_its_key() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> owner().create(new Selfish("x"), name, StateOptions.defaults()))
                .withMessageContaining(name)
                .withMessageContaining("JSON");

        assertThat(owner().contains(Selfish.class, name)).isFalse();
    }

    @Test
    void a_type_name_that_another_class_already_uses_is_refused() {
        owner().create(new Mailing(1), name, StateOptions.defaults());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> owner().create(new OtherMailing(2), name, StateOptions.defaults()))
                .withMessageContaining("mailing")
                .withMessageContaining(OtherMailing.class.getName());
    }

    @Test
    void an_empty_name_and_one_that_is_too_long_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> owner().create(Progress.of(1), "", StateOptions.defaults()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> owner().find(Progress.class, "x".repeat(201)))
                .withMessageContaining("201");
    }
}
