package dev.longhaul.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longhaul.cancellation.CancellationReason.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What one thread sees of a source without deadline or parents. */
class CancellationSourceTest {

    @Test
    void the_first_look_after_a_cancel_is_noted_and_none_before_it() {
        CancellationSource source = new CancellationSource();
        CancellationSource child = CancellationSource.linkedTo(source.token());
        assertThat(source.token().isCancellationRequested()).isFalse();

        source.cancel(CancellationReason.of(Kind.USER, "enough"));
        assertThat(source.token().reason()).isNotEmpty();
        assertThat(child.token().isCancellationRequested()).isTrue();
        assertThat(source.token().observedAt()).isEmpty();
        assertThat(CancellationSource.linkedTo(source.token()).token().observedAt())
                .isEmpty();

        assertThatExceptionOfType(OperationCancelledException.class)
                .isThrownBy(source.token()::throwIfCancellationRequested);
        Optional<Instant> first = source.token().observedAt();
        assertThat(source.token().isCancellationRequested()).isTrue();
        assertThat(first).isNotEmpty();
        assertThat(source.token().observedAt()).isEqualTo(first);
    }

    private static final CancellationReason REASON = CancellationReason.of(Kind.USER, "no longer needed")
            .withActor("anna")
            .withNode("node-1");

    private final CancellationSource source = new CancellationSource();
    private final CancellationToken token = source.token();
    private final List<String> calls = new ArrayList<>();

    @Test
    void a_new_token_is_not_cancelled_and_has_neither_reason_nor_deadline() {
        assertThat(token.isCancellationRequested()).isFalse();
        assertThat(token.canBeCancelled()).isTrue();
        assertThat(token.reason()).isEmpty();
        assertThat(token.deadline()).isEmpty();
        token.throwIfCancellationRequested();
    }

    @Test
    void a_cancelled_token_stays_cancelled_with_the_first_reason() {
        assertThat(source.cancel(REASON)).isTrue();
        assertThat(source.cancel(CancellationReason.of(Kind.SHUTDOWN, "later"))).isFalse();

        assertThat(token.isCancellationRequested()).isTrue();
        assertThat(token.reason()).contains(REASON);
    }

    @Test
    void work_ends_with_an_exception_that_counts_as_cancelled_and_tells_who_asked() {
        source.cancel(REASON);

        assertThatThrownBy(token::throwIfCancellationRequested)
                .isInstanceOf(CancellationException.class)
                .hasMessageContaining("USER: no longer needed (by anna, on node-1, at ")
                .extracting(thrown -> ((OperationCancelledException) thrown).reason())
                .isEqualTo(REASON);
    }

    @Test
    void callbacks_run_last_registered_first_on_the_cancelling_thread_before_cancel_returns() {
        token.onCancelled(reason -> calls.add("first " + Thread.currentThread().getName() + reason.text()));
        token.onCancelled(reason -> calls.add("second"));

        source.cancel(REASON);

        assertThat(calls)
                .containsExactly("second", "first " + Thread.currentThread().getName() + "no longer needed");
    }

    @Test
    void a_callback_already_sees_the_flag() {
        token.onCancelled(reason -> calls.add(String.valueOf(token.isCancellationRequested())));

        source.cancel(REASON);

        assertThat(calls).containsExactly("true");
    }

    @Test
    void all_callbacks_run_though_some_throw_and_their_failures_arrive_together_with_the_first_as_cause() {
        token.onCancelled(reason -> calls.add("oldest"));
        token.onCancelled(reason -> {
            throw new IllegalStateException("second to run");
        });
        token.onCancelled(reason -> {
            throw new StackOverflowError("first to run");
        });

        CancellationCallbackException thrown =
                catchThrowableOfType(CancellationCallbackException.class, () -> source.cancel(REASON));

        assertThat(calls).containsExactly("oldest");
        assertThat(thrown).hasMessageContaining("2 callback(s)");
        assertThat(thrown.getCause()).isInstanceOf(StackOverflowError.class);
        assertThat(thrown.failures())
                .extracting(Throwable::getMessage)
                .containsExactly("first to run", "second to run");
        assertThat(thrown.getSuppressed()).extracting(Throwable::getMessage).containsExactly("second to run");
    }

    @Test
    void a_callback_registered_on_a_cancelled_token_runs_at_once_and_throws_to_who_registers() {
        source.cancel(REASON);

        token.onCancelled(reason -> calls.add(reason.text())).close();

        assertThat(calls).containsExactly("no longer needed");
        assertThatThrownBy(() -> token.onCancelled(reason -> {
                    throw new IllegalStateException("late");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("late");
    }

    @Test
    void a_closed_registration_never_runs_and_may_be_closed_again_at_any_time() {
        CancellationRegistration oldest = token.onCancelled(reason -> calls.add("oldest"));
        CancellationRegistration middle = token.onCancelled(reason -> calls.add("middle"));
        CancellationRegistration newest = token.onCancelled(reason -> calls.add("newest"));

        middle.close();
        middle.close();
        source.cancel(REASON);
        oldest.close();
        newest.close();

        assertThat(calls).containsExactly("newest", "oldest");
    }

    @Test
    void the_oldest_and_the_newest_registration_can_be_taken_out_of_the_list() {
        CancellationRegistration oldest = token.onCancelled(reason -> calls.add("oldest"));
        token.onCancelled(reason -> calls.add("middle"));
        CancellationRegistration newest = token.onCancelled(reason -> calls.add("newest"));

        newest.close();
        oldest.close();
        token.onCancelled(reason -> calls.add("added"));
        source.cancel(REASON);

        assertThat(calls).containsExactly("added", "middle");
    }

    @Test
    void a_callback_may_close_itself_close_another_register_and_cancel_again() {
        CancellationRegistration other = token.onCancelled(reason -> calls.add("other"));
        CancellationRegistration[] itself = new CancellationRegistration[1];
        itself[0] = token.onCancelled(reason -> {
            itself[0].close();
            other.close();
            token.onCancelled(late -> calls.add("registered from inside"));
            calls.add("cancelled again: " + source.cancel(REASON));
            source.close();
        });

        assertThat(source.cancel(REASON)).isTrue();

        assertThat(calls).containsExactly("registered from inside", "cancelled again: false");
    }

    @Test
    void a_closed_source_can_not_be_cancelled_and_its_token_still_answers() {
        token.onCancelled(reason -> calls.add("kept for nothing"));

        source.close();
        source.close();

        assertThat(source.cancel(REASON)).isFalse();
        assertThat(token.isCancellationRequested()).isFalse();
        assertThat(token.canBeCancelled()).isFalse();
        token.onCancelled(reason -> calls.add("never kept")).close();
        assertThat(calls).isEmpty();
    }

    @Test
    void closing_a_cancelled_source_leaves_its_token_cancelled() {
        source.cancel(REASON);

        source.close();

        assertThat(token.reason()).contains(REASON);
        token.onCancelled(reason -> calls.add("late"));
        assertThat(calls).containsExactly("late");
    }

    @Test
    void the_token_none_is_never_cancelled_and_keeps_no_callback() {
        CancellationToken.NONE.onCancelled(reason -> calls.add("none")).close();

        assertThat(CancellationToken.NONE.canBeCancelled()).isFalse();
        assertThat(CancellationToken.NONE.isCancellationRequested()).isFalse();
        assertThat(calls).isEmpty();
    }

    @Test
    void cancelling_on_an_executor_sets_the_flag_before_it_returns_and_runs_the_callbacks_there() {
        Deque<Runnable> handedOver = new ArrayDeque<>();
        token.onCancelled(reason -> calls.add("callback"));

        var done = source.cancelAsync(handedOver::add, REASON).toCompletableFuture();

        assertThat(token.isCancellationRequested()).isTrue();
        assertThat(calls).isEmpty();
        assertThat(done).isNotDone();
        token.onCancelled(reason -> calls.add("late, inline"));
        assertThat(source.cancel(REASON)).isFalse();
        handedOver.remove().run();
        assertThat(calls).containsExactly("late, inline", "callback");
        assertThat(done).isCompletedWithValue(true);
        assertThat(source.cancelAsync(handedOver::add, REASON).toCompletableFuture())
                .isCompletedWithValue(false);
        assertThat(handedOver).isEmpty();
    }

    @Test
    void cancelling_on_an_executor_fails_the_stage_with_what_the_callbacks_threw() {
        token.onCancelled(reason -> {
            throw new IllegalStateException("broken");
        });

        var done = source.cancelAsync(Runnable::run, REASON).toCompletableFuture();

        assertThatThrownBy(done::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(CancellationCallbackException.class)
                .hasRootCauseMessage("broken");
    }

    @Test
    void callbacks_run_on_the_caller_when_the_executor_refuses_them() {
        token.onCancelled(reason -> calls.add("callback"));

        var done = source.cancelAsync(
                task -> {
                    throw new RejectedExecutionException("full");
                },
                REASON);

        assertThat(calls).containsExactly("callback");
        assertThat(done.toCompletableFuture()).isCompletedWithValue(true);
    }

    @Test
    void a_reset_source_drops_callbacks_and_deadline_and_serves_the_next_work_under_the_same_token() {
        CancellationRegistration former = token.onCancelled(reason -> calls.add("former work"));

        assertThat(source.tryReset()).isTrue();
        token.onCancelled(reason -> calls.add("next work"));
        source.cancel(REASON);
        former.close();

        assertThat(source.token()).isSameAs(token);
        assertThat(calls).containsExactly("next work");
    }

    @Test
    void a_cancelled_or_closed_source_can_not_be_reset() {
        source.cancel(REASON);
        assertThat(source.tryReset()).isFalse();
        assertThat(token.isCancellationRequested()).isTrue();

        CancellationSource closed = new CancellationSource();
        closed.close();
        assertThat(closed.tryReset()).isFalse();
    }

    @Test
    void waiting_ends_at_once_on_a_cancelled_token_and_after_the_time_on_another() throws InterruptedException {
        assertThat(token.await(Duration.ZERO)).isFalse();
        assertThat(token.await(Duration.ofMillis(1))).isFalse();
        assertThat(CancellationToken.NONE.await(Duration.ofNanos(1))).isFalse();

        source.cancel(REASON);

        assertThat(token.await(Duration.ofDays(1))).isTrue();
    }

    @Test
    void an_interrupted_thread_does_not_begin_to_wait() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> token.await(Duration.ofDays(1))).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> token.await(Duration.ZERO)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void a_thousand_callbacks_run_once_each() {
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 1_000; i++) {
            token.onCancelled(reason -> ran.incrementAndGet());
        }

        source.cancel(REASON);

        assertThat(ran).hasValue(1_000);
    }
}
