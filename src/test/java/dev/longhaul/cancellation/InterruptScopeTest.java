package dev.longhaul.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.testing.Race;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class InterruptScopeTest {

    private static final CancellationReason REASON = CancellationReason.of(Kind.USER, "no longer needed");

    private final CancellationSource source = new CancellationSource();
    private final CancellationToken token = source.token();
    private final CountDownLatch neverOpened = new CountDownLatch(1);
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void the_thread_goes_back_with_a_clean_flag() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void a_blocked_body_ends_with_the_reason_when_another_thread_cancels() {
        CountDownLatch inside = new CountDownLatch(1);
        CompletableFuture<Boolean> cancelled = CompletableFuture.supplyAsync(() -> {
            try {
                return inside.await(10, TimeUnit.SECONDS) && source.cancel(REASON);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThatThrownBy(() -> InterruptScope.call(token, () -> {
                    inside.countDown();
                    return neverOpened.await(10, TimeUnit.SECONDS);
                }))
                .isInstanceOfSatisfying(OperationCancelledException.class, thrown -> assertThat(thrown.reason())
                        .isEqualTo(REASON));
        assertThat(cancelled.join()).isTrue();
    }

    @Test
    void a_body_that_begins_cancelled_is_interrupted_at_its_first_wait() {
        source.cancel(REASON);

        assertThatThrownBy(() -> InterruptScope.call(token, () -> neverOpened.await(10, TimeUnit.SECONDS)))
                .isInstanceOf(OperationCancelledException.class);
    }

    @Test
    void a_body_that_does_not_wait_returns_its_result_and_the_flag_is_cleaned_up() throws InterruptedException {
        String result = InterruptScope.call(token, () -> {
            source.cancel(REASON);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void a_cancel_after_the_scope_interrupts_nobody() throws InterruptedException {
        InterruptScope.call(token, () -> "done");

        source.cancel(REASON);

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(ListedCallbacks.countOf(token)).isZero();
    }

    @Test
    void what_the_body_throws_passes_through_with_its_type() {
        assertThatThrownBy(() -> InterruptScope.call(token, () -> {
                    throw new IOException("disk");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
        assertThat(ListedCallbacks.countOf(token)).isZero();
    }

    @Test
    void an_interrupt_from_somebody_else_passes_through_as_it_is() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> InterruptScope.call(token, () -> neverOpened.await(10, TimeUnit.SECONDS)))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void an_interrupt_from_somebody_else_that_was_pending_before_the_cancel_stays_after_the_scope()
            throws InterruptedException {
        InterruptScope.call(token, () -> {
            Thread.currentThread().interrupt();
            source.cancel(REASON);
            return "done";
        });

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void an_outer_scope_that_was_cancelled_meanwhile_interrupts_again_when_the_inner_one_ends()
            throws InterruptedException {
        CancellationSource inner = CancellationSource.linkedTo(token);

        InterruptScope.call(token, () -> {
            InterruptScope.call(inner.token(), () -> {
                source.cancel(REASON);
                return Thread.interrupted();
            });
            seen.add("outer interrupted " + Thread.currentThread().isInterrupted());
            return "done";
        });

        assertThat(seen).containsExactly("outer interrupted true");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void an_inner_scope_that_was_cancelled_leaves_the_outer_one_alone() throws InterruptedException {
        CancellationSource inner = CancellationSource.linkedTo(token);

        InterruptScope.call(token, () -> {
            InterruptScope.call(inner.token(), () -> inner.cancel(REASON));
            seen.add("outer interrupted " + Thread.currentThread().isInterrupted());
            return "done";
        });

        assertThat(seen).containsExactly("outer interrupted false");
    }

    @Test
    void an_outer_scope_that_had_its_interrupt_is_not_interrupted_again_during_its_clean_up()
            throws InterruptedException {
        InterruptScope.call(token, () -> {
            source.cancel(REASON);
            assertThat(Thread.interrupted()).isTrue();
            InterruptScope.call(CancellationToken.NONE, () -> "cleaned up");
            seen.add("outer interrupted " + Thread.currentThread().isInterrupted());
            return "done";
        });

        assertThat(seen).containsExactly("outer interrupted false");
    }

    private static final class Scoped extends Race.State {

        final CancellationSource source = new CancellationSource();
        boolean stray;
    }

    @Test
    void no_interrupt_arrives_after_the_scope_however_the_cancel_falls() throws InterruptedException {
        new Race<>(Scoped::new)
                .actor(scoped -> {
                    try {
                        InterruptScope.call(scoped.source.token(), () -> "short");
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    for (int i = 0; i < 20 && !scoped.stray; i++) {
                        scoped.stray = Thread.currentThread().isInterrupted();
                    }
                })
                .actor(scoped -> scoped.source.cancel(REASON))
                .judge(scoped -> assertThat(scoped.stray).isFalse());
    }
}
