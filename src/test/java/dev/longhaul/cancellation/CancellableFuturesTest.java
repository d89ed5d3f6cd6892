package dev.longhaul.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationReason.Kind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class CancellableFuturesTest {

    private static final CancellationReason REASON = CancellationReason.of(Kind.CLIENT_GONE, "the browser left");

    private final CancellationSource source = new CancellationSource();
    private final CancellationToken token = source.token();
    private final CompletableFuture<String> work = new CompletableFuture<>();

    @Test
    void the_stage_of_a_token_completes_with_the_reason_and_can_not_be_completed_by_others() {
        var cancelled = token.whenCancelled();
        cancelled.toCompletableFuture().complete(CancellationReason.of(Kind.USER, "forged"));
        assertThat(token.whenCancelled().toCompletableFuture()).isNotDone();

        source.cancel(REASON);

        assertThat(cancelled.toCompletableFuture()).isCompletedWithValue(REASON);
        assertThat(token.whenCancelled().toCompletableFuture()).isCompletedWithValue(REASON);
    }

    @Test
    void a_dependent_of_the_stage_that_throws_does_not_reach_the_canceller() {
        CompletableFuture<Void> dependent = token.whenCancelled()
                .thenAccept(reason -> {
                    throw new IllegalStateException("broken");
                })
                .toCompletableFuture();

        source.cancel(REASON);

        assertThatThrownBy(dependent::join).hasRootCauseMessage("broken");
    }

    @Test
    void a_stage_that_completes_first_gives_its_value_and_leaves_nothing_on_the_token() {
        CompletableFuture<String> result = CancellableFutures.orCancelled(work, token);

        work.complete("value");

        assertThat(result).isCompletedWithValue("value");
        assertThat(ListedCallbacks.countOf(token)).isZero();
    }

    @Test
    void a_stage_that_fails_first_gives_its_failure() {
        CompletableFuture<String> result = CancellableFutures.orCancelled(work, token);

        work.completeExceptionally(new IllegalStateException("broken"));

        assertThatThrownBy(result::join).hasRootCauseMessage("broken");
        assertThat(ListedCallbacks.countOf(token)).isZero();
    }

    @Test
    void a_cancel_that_comes_first_fails_the_result_with_the_reason_and_leaves_the_stage_alone() {
        CompletableFuture<String> result = CancellableFutures.orCancelled(work, token);

        source.cancel(REASON);

        assertThat(result).isCancelled();
        assertThatThrownBy(result::join)
                .isInstanceOfSatisfying(OperationCancelledException.class, thrown -> assertThat(thrown.reason())
                        .isEqualTo(REASON));
        assertThat(work).isNotDone();
        work.complete("too late");
        assertThat(result).isCancelled();
    }

    @Test
    void a_future_is_cancelled_with_its_token_at_once_if_need_be() {
        CompletableFuture<String> before = CancellableFutures.cancelWith(token, new CompletableFuture<>());
        assertThat(before).isNotDone();

        source.cancel(REASON);

        assertThat(before).isCancelled();
        assertThat(CancellableFutures.cancelWith(token, new CompletableFuture<>()))
                .isCancelled();
    }

    @Test
    void a_future_that_completed_is_not_kept_by_a_living_token() {
        CancellableFutures.cancelWith(token, work).complete("done");

        assertThat(ListedCallbacks.countOf(token)).isZero();
    }

    @Test
    void the_future_of_an_executor_is_cancelled_until_its_registration_is_closed() {
        FutureTask<String> bound = new FutureTask<>(() -> "result");
        FutureTask<String> released = new FutureTask<>(() -> "result");
        CancellableFutures.cancelWith(token, bound, false);
        CancellableFutures.cancelWith(token, released, false).close();

        source.cancel(REASON);

        assertThat(bound).isCancelled();
        assertThat(released).isNotDone();
    }
}
