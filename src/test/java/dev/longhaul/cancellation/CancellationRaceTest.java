package dev.longhaul.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.longhaul.cancellation.CancellationReason.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each test holds one interleaving open by hand: a callback that runs until it is let go. */
@Timeout(20)
class CancellationRaceTest {

    private static final CancellationReason REASON = CancellationReason.of(Kind.USER, "no longer needed");

    private final CancellationSource source = new CancellationSource();
    private final CancellationToken token = source.token();
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final List<String> order = new CopyOnWriteArrayList<>();

    @AfterEach
    void nothingIsLeftRunning() {
        letGo.countDown();
    }

    private void runUntilLetGo(CancellationReason reason) {
        running.countDown();
        boolean inTime;
        try {
            inTime = letGo.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        order.add("callback returned, let go " + inTime);
    }

    private CompletableFuture<Boolean> cancelOnAnotherThread() throws InterruptedException {
        CompletableFuture<Boolean> cancelled = CompletableFuture.supplyAsync(() -> source.cancel(REASON));
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        return cancelled;
    }

    private static void awaitWaiting(Thread thread) {
        await().atMost(Duration.ofSeconds(10)).until(() -> thread.getState() == Thread.State.WAITING);
    }

    @Test
    void a_second_cancel_returns_at_once_and_leaves_the_callbacks_to_the_first() throws InterruptedException {
        token.onCancelled(reason -> order.add("the callback behind"));
        token.onCancelled(this::runUntilLetGo);
        CompletableFuture<Boolean> first = cancelOnAnotherThread();

        assertThat(source.cancel(REASON)).isFalse();

        assertThat(order).isEmpty();
        letGo.countDown();
        assertThat(first.join()).isTrue();
        assertThat(order).containsExactly("callback returned, let go true", "the callback behind");
    }

    @Test
    void closing_waits_for_the_callback_that_runs_on_another_thread() throws InterruptedException {
        CancellationRegistration registration = token.onCancelled(this::runUntilLetGo);
        CompletableFuture<Boolean> cancelled = cancelOnAnotherThread();
        Thread closing = new Thread(() -> {
            registration.close();
            order.add("closed");
        });
        closing.start();
        awaitWaiting(closing);
        assertThat(order).isEmpty();

        letGo.countDown();
        closing.join();
        cancelled.join();

        assertThat(order).containsExactly("callback returned, let go true", "closed");
    }

    @Test
    void two_threads_may_wait_for_the_same_callback() throws InterruptedException {
        CancellationRegistration registration = token.onCancelled(this::runUntilLetGo);
        CompletableFuture<Boolean> cancelled = cancelOnAnotherThread();
        Thread one = new Thread(registration::close);
        Thread other = new Thread(registration::close);
        one.start();
        other.start();
        awaitWaiting(one);
        awaitWaiting(other);

        letGo.countDown();
        one.join();
        other.join();

        assertThat(cancelled.join()).isTrue();
    }

    @Test
    void closing_does_not_wait_for_the_callbacks_behind_its_own() throws InterruptedException {
        token.onCancelled(this::runUntilLetGo);
        CancellationRegistration ranBefore = token.onCancelled(reason -> order.add("ran before"));
        CompletableFuture<Boolean> cancelled = cancelOnAnotherThread();

        ranBefore.close();

        assertThat(order).containsExactly("ran before");
        letGo.countDown();
        cancelled.join();
    }

    @Test
    void closing_one_that_has_not_begun_does_not_wait_for_the_one_that_runs() throws InterruptedException {
        CancellationRegistration behind = token.onCancelled(reason -> order.add("never"));
        token.onCancelled(this::runUntilLetGo);
        CompletableFuture<Boolean> cancelled = cancelOnAnotherThread();

        behind.close();

        letGo.countDown();
        cancelled.join();
        assertThat(order).containsExactly("callback returned, let go true");
    }

    @Test
    void an_interrupt_does_not_shorten_the_wait_for_a_callback_and_is_kept() throws InterruptedException {
        CancellationRegistration registration = token.onCancelled(this::runUntilLetGo);
        CompletableFuture<Boolean> cancelled = cancelOnAnotherThread();
        Thread closing = new Thread(() -> {
            registration.close();
            order.add("closed, interrupted " + Thread.currentThread().isInterrupted());
        });
        closing.start();
        awaitWaiting(closing);

        closing.interrupt();
        // the flag is down again only after the waiting thread has taken note and waits on
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !closing.isInterrupted() && closing.getState() == Thread.State.WAITING);
        letGo.countDown();
        closing.join();
        cancelled.join();

        assertThat(order).containsExactly("callback returned, let go true", "closed, interrupted true");
    }

    @Test
    void a_callback_that_runs_on_an_executor_is_waited_for_too_and_may_close_itself() throws InterruptedException {
        CancellationRegistration[] itself = new CancellationRegistration[1];
        itself[0] = token.onCancelled(reason -> {
            itself[0].close();
            runUntilLetGo(reason);
        });
        CompletableFuture<Boolean> cancelled =
                source.cancelAsync(task -> new Thread(task).start(), REASON).toCompletableFuture();
        assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
        Thread closing = new Thread(itself[0]::close);
        closing.start();
        awaitWaiting(closing);

        letGo.countDown();
        closing.join();

        assertThat(cancelled.join()).isTrue();
    }

    @Test
    void a_callback_registered_while_others_run_runs_at_once_on_its_own_thread() throws InterruptedException {
        token.onCancelled(this::runUntilLetGo);
        CompletableFuture<Boolean> cancelled = cancelOnAnotherThread();

        token.onCancelled(reason -> order.add(Thread.currentThread().getName()));

        assertThat(order).containsExactly(Thread.currentThread().getName());
        letGo.countDown();
        cancelled.join();
    }

    @Test
    void closing_a_child_does_not_wait_for_the_parent_that_is_cancelling_it() throws InterruptedException {
        CancellationSource child = CancellationSource.linkedTo(token);
        child.token().onCancelled(this::runUntilLetGo);
        CompletableFuture<Boolean> cancelled = cancelOnAnotherThread();

        child.close();

        assertThat(order).isEmpty();
        assertThat(child.token().reason()).contains(REASON);
        letGo.countDown();
        assertThat(cancelled.join()).isTrue();
    }

    @Test
    void closing_a_registration_on_a_child_waits_though_the_parent_was_cancelled() throws InterruptedException {
        CancellationSource child = CancellationSource.linkedTo(token);
        CancellationRegistration registration = child.token().onCancelled(this::runUntilLetGo);
        CompletableFuture<Boolean> cancelled = cancelOnAnotherThread();
        Thread closing = new Thread(registration::close);
        closing.start();
        awaitWaiting(closing);

        letGo.countDown();
        closing.join();

        assertThat(cancelled.join()).isTrue();
        assertThat(order).hasSize(1);
    }

    @Test
    void a_waiting_thread_wakes_with_the_flag_and_not_after_the_callbacks() throws InterruptedException {
        CompletableFuture<Boolean> woken = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                woken.complete(token.await(Duration.ofDays(1)));
            } catch (InterruptedException e) {
                woken.completeExceptionally(e);
            }
        });
        waiting.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        token.onCancelled(this::runUntilLetGo);

        CompletableFuture<Boolean> cancelled = cancelOnAnotherThread();

        assertThat(woken.join()).isTrue();
        assertThat(order).isEmpty();
        letGo.countDown();
        cancelled.join();
    }

    @Test
    void an_interrupt_ends_a_wait() throws InterruptedException {
        CompletableFuture<Boolean> woken = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                woken.complete(token.await(Duration.ofDays(1)));
            } catch (InterruptedException e) {
                woken.completeExceptionally(e);
            }
        });
        waiting.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> waiting.getState() == Thread.State.TIMED_WAITING);

        waiting.interrupt();

        assertThatThrownBy(woken::join).hasCauseInstanceOf(InterruptedException.class);
    }
}
