package dev.longhaul.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.testing.Race;
import dev.longhaul.testkit.ManualTimer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Real threads against each other, without a set order; see {@link Race}. Besides that nothing goes wrong, each test
 * shows that both outcomes came up: a race that always ends the same way proves nothing.
 */
class CancellationStressTest {

    private static final CancellationReason ONE = CancellationReason.of(Kind.USER, "one");
    private static final CancellationReason OTHER = CancellationReason.of(Kind.SHUTDOWN, "other");

    /** A source, and what one callback of it has seen. */
    private static class Contest extends Race.State {

        final CancellationSource source = new CancellationSource();
        final AtomicInteger calls = new AtomicInteger();

        @Nullable
        CancellationRegistration registration;

        volatile boolean closed;
        volatile boolean calledAfterClose;
        boolean first;
        boolean second;

        void register() {
            registration = source.token().onCancelled(reason -> {
                if (closed) {
                    calledAfterClose = true;
                }
                calls.incrementAndGet();
            });
        }

        void close() {
            if (registration != null) {
                registration.close();
            }
            closed = true;
        }
    }

    private final AtomicLong oneWay = new AtomicLong();
    private final AtomicLong otherWay = new AtomicLong();

    private void count(boolean one) {
        (one ? oneWay : otherWay).incrementAndGet();
    }

    private void assertBothWaysCameUp() {
        assertThat(oneWay.get()).isPositive();
        assertThat(otherWay.get()).isPositive();
    }

    @Test
    void a_callback_registered_while_another_thread_cancels_runs_exactly_once() throws InterruptedException {
        new Race<>(Contest::new)
                .actor(contest -> {
                    contest.first = contest.source.token().isCancellationRequested();
                    contest.register();
                })
                .actor(contest -> contest.source.cancel(ONE))
                .judge(contest -> {
                    assertThat(contest.calls).hasValue(1);
                    count(contest.first);
                });
        assertBothWaysCameUp();
    }

    @Test
    void a_callback_never_runs_after_its_registration_was_closed() throws InterruptedException {
        new Race<>(() -> {
                    Contest contest = new Contest();
                    contest.register();
                    return contest;
                })
                .actor(Contest::close)
                .actor(contest -> contest.source.cancel(ONE))
                .judge(contest -> {
                    assertThat(contest.calls.get()).isLessThanOrEqualTo(1);
                    assertThat(contest.calledAfterClose).isFalse();
                    count(contest.calls.get() == 1);
                });
        assertBothWaysCameUp();
    }

    @Test
    void of_two_cancels_one_wins_and_its_reason_stays() throws InterruptedException {
        new Race<>(() -> {
                    Contest contest = new Contest();
                    contest.register();
                    return contest;
                })
                .actor(contest -> contest.first = contest.source.cancel(ONE))
                .actor(contest -> contest.second = contest.source.cancel(OTHER))
                .judge(contest -> {
                    assertThat(contest.first).isNotEqualTo(contest.second);
                    assertThat(contest.source.token().reason()).contains(contest.first ? ONE : OTHER);
                    assertThat(contest.calls).hasValue(1);
                    count(contest.first);
                });
        assertBothWaysCameUp();
    }

    @Test
    void register_close_and_cancel_on_three_threads_lose_nothing_and_call_nothing_twice() throws InterruptedException {
        new Race<>(Contest::new)
                .actor(contest -> {
                    contest.register();
                    contest.close();
                })
                .actor(contest -> contest.source.cancel(ONE))
                .actor(contest -> {
                    AtomicInteger own = new AtomicInteger();
                    try (CancellationRegistration kept =
                            contest.source.token().onCancelled(reason -> own.incrementAndGet())) {
                        assertThat(kept).isNotNull();
                    }
                    contest.second = own.get() <= 1;
                })
                .judge(contest -> {
                    assertThat(contest.calls.get()).isLessThanOrEqualTo(1);
                    assertThat(contest.calledAfterClose).isFalse();
                    assertThat(contest.second).isTrue();
                    count(contest.calls.get() == 1);
                });
        assertBothWaysCameUp();
    }

    @Test
    void a_source_that_is_closed_while_it_is_cancelled_either_calls_back_once_or_never_will()
            throws InterruptedException {
        new Race<>(() -> {
                    Contest contest = new Contest();
                    contest.register();
                    return contest;
                })
                .actor(contest -> contest.source.close())
                .actor(contest -> contest.first = contest.source.cancel(ONE))
                .judge(contest -> {
                    assertThat(contest.calls).hasValue(contest.first ? 1 : 0);
                    assertThat(contest.source.token().isCancellationRequested()).isEqualTo(contest.first);
                    count(contest.first);
                });
        assertBothWaysCameUp();
    }

    @Test
    void a_source_that_is_reset_while_it_is_cancelled_never_calls_back_the_former_work_after_a_reset()
            throws InterruptedException {
        new Race<>(() -> {
                    Contest contest = new Contest();
                    contest.register();
                    return contest;
                })
                .actor(contest -> contest.second = contest.source.tryReset())
                .actor(contest -> contest.first = contest.source.cancel(ONE))
                .judge(contest -> {
                    assertThat(contest.first).isTrue();
                    assertThat(contest.calls).hasValue(contest.second ? 0 : 1);
                    count(contest.second);
                });
        assertBothWaysCameUp();
    }

    /** Two parents, and the child that the actors link, cancel and close. */
    private static final class Family extends Race.State {

        final CancellationSource parent = new CancellationSource();
        final CancellationSource otherParent = new CancellationSource();
        final AtomicInteger calls = new AtomicInteger();

        @Nullable
        CancellationSource child;

        boolean parentCancelledBefore;

        void link() {
            parentCancelledBefore = parent.token().isCancellationRequested();
            CancellationSource linked = CancellationSource.linkedTo(parent.token(), otherParent.token());
            linked.token().onCancelled(reason -> calls.incrementAndGet());
            child = linked;
        }

        CancellationSource child() {
            return Objects.requireNonNull(child);
        }

        void assertParentsKeepNothing() {
            assertThat(parent.token().listedCallbacks() + otherParent.token().listedCallbacks())
                    .isZero();
        }
    }

    private static Family linked() {
        Family family = new Family();
        family.link();
        return family;
    }

    @Test
    void a_child_linked_while_its_parent_is_cancelled_is_cancelled_and_left_on_no_parent() throws InterruptedException {
        new Race<>(Family::new)
                .actor(Family::link)
                .actor(family -> family.parent.cancel(ONE))
                .judge(family -> {
                    assertThat(family.child().token().reason()).contains(ONE);
                    assertThat(family.calls).hasValue(1);
                    family.assertParentsKeepNothing();
                    count(family.parentCancelledBefore);
                });
        assertBothWaysCameUp();
    }

    @Test
    void a_child_of_two_parents_that_are_cancelled_at_once_calls_back_once() throws InterruptedException {
        new Race<>(CancellationStressTest::linked)
                .actor(family -> family.parent.cancel(ONE))
                .actor(family -> family.otherParent.cancel(OTHER))
                .judge(family -> {
                    CancellationReason reason = family.child().token().reason().orElseThrow();
                    assertThat(reason).isIn(ONE, OTHER);
                    assertThat(family.calls).hasValue(1);
                    family.assertParentsKeepNothing();
                    count(reason.equals(ONE));
                });
        assertBothWaysCameUp();
    }

    @Test
    void a_child_closed_while_its_parent_is_cancelled_does_no_harm_and_is_left_on_no_parent()
            throws InterruptedException {
        new Race<>(CancellationStressTest::linked)
                .actor(family -> family.child().close())
                .actor(family -> family.parent.cancel(ONE))
                .judge(family -> {
                    boolean cancelled = family.child().token().isCancellationRequested();
                    assertThat(family.calls).hasValue(cancelled ? 1 : 0);
                    family.assertParentsKeepNothing();
                    count(cancelled);
                });
        assertBothWaysCameUp();
    }

    /** A deadline that rings on one thread while another moves it. */
    private static final class Ringing extends Race.State {

        final ManualTimer timer = new ManualTimer();
        final CancellationSource source = new CancellationSource(timer);
        final AtomicInteger calls = new AtomicInteger();
        boolean reset;

        Ringing() {
            source.token().onCancelled(reason -> calls.incrementAndGet());
            source.cancelAfter(Duration.ofSeconds(1));
        }
    }

    @Test
    void a_deadline_that_is_moved_while_it_rings_either_rings_or_is_moved() throws InterruptedException {
        new Race<>(Ringing::new)
                .actor(ringing -> ringing.source.cancelAfter(Duration.ofDays(1)))
                .actor(ringing -> ringing.timer.advance(Duration.ofSeconds(1)))
                .judge(ringing -> {
                    boolean rang = ringing.source.token().isCancellationRequested();
                    assertThat(ringing.calls).hasValue(rang ? 1 : 0);
                    assertThat(ringing.timer.pending()).isEqualTo(rang ? 0 : 1);
                    assertThat(ringing.source.token().deadline().isPresent()).isNotEqualTo(rang);
                    count(rang);
                });
        assertBothWaysCameUp();
    }

    @Test
    void a_deadline_that_rings_during_a_reset_never_cancels_the_next_work() throws InterruptedException {
        new Race<>(Ringing::new)
                .actor(ringing -> ringing.reset = ringing.source.tryReset())
                .actor(ringing -> ringing.timer.advance(Duration.ofSeconds(1)))
                .judge(ringing -> {
                    assertThat(ringing.source.token().isCancellationRequested()).isNotEqualTo(ringing.reset);
                    assertThat(ringing.calls).hasValue(ringing.reset ? 0 : 1);
                    count(ringing.reset);
                });
        assertBothWaysCameUp();
    }
}
