package dev.longhaul.cancellation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/**
 * Ties futures to a token. A cancelled future ends for those who wait for it; the code that would have completed it
 * goes on unless it looks at the token as well. Nothing stays on the token once the future has completed, so a
 * long-lived token may be used.
 */
public final class CancellableFutures {

    private CancellableFutures() {}

    /**
     * The outcome of the stage, or a cancellation if that comes first. The stage itself is left alone.
     *
     * <pre>{@code
     * CompletableFuture<String> page =
     *         CancellableFutures.orCancelled(fetch(), token).thenApply(String::strip);
     * }</pre>
     *
     * @return fails with {@link OperationCancelledException}, which also {@link CompletableFuture#join()} throws as it
     *     is; its dependents then run on the cancelling thread
     */
    public static <T> CompletableFuture<T> orCancelled(CompletionStage<T> stage, CancellationToken token) {
        CompletableFuture<T> result = cancelWith(token, new CompletableFuture<>());
        CompletionStage<T> unused = stage.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    /**
     * Fails the future with {@link OperationCancelledException} when the token is cancelled first; at once when it
     * already is.
     *
     * @return the same future
     */
    public static <T> CompletableFuture<T> cancelWith(CancellationToken token, CompletableFuture<T> future) {
        Callback entry = token.enlist(reason -> future.completeExceptionally(new OperationCancelledException(reason)));
        if (entry != null) {
            // does not wait: who completes the future need not wait for dependents that run on the cancelling thread
            CompletableFuture<T> unused = future.whenComplete((value, failure) -> entry.withdraw());
        }
        return future;
    }

    /**
     * Cancels a future that cannot tell when it completes, such as the one of an executor, when the token is cancelled.
     *
     * @param mayInterruptIfRunning as in {@link Future#cancel}; never true when the task may be inside JDBC, for the
     *     reason {@link InterruptScope} gives
     * @return to be closed when the task has ended
     */
    public static CancellationRegistration cancelWith(
            CancellationToken token, Future<?> future, boolean mayInterruptIfRunning) {
        return token.onCancelled(reason -> future.cancel(mayInterruptIfRunning));
    }
}
