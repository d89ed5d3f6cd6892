package dev.longhaul.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.testkit.ManualTimer;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final CancellationReason REASON = CancellationReason.of(Kind.USER, "no longer needed");

    private final ManualTimer timer = new ManualTimer();
    private final CancellationSource source = new CancellationSource(timer);
    private final CancellationToken token = source.token();

    @Test
    void a_passed_deadline_cancels_with_the_time_of_the_timer() {
        source.cancelAfter(Duration.ofSeconds(30));
        assertThat(token.deadline()).contains(timer.clock().instant().plusSeconds(30));

        timer.advance(Duration.ofSeconds(29));
        assertThat(token.isCancellationRequested()).isFalse();
        timer.advance(Duration.ofSeconds(1));

        CancellationReason reason = token.reason().orElseThrow();
        assertThat(reason.kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(reason.text()).contains("PT30S");
        assertThat(reason.at()).isEqualTo(timer.clock().instant());
        assertThat(token.deadline()).isEmpty();
    }

    @Test
    void a_second_deadline_takes_the_place_of_the_first_whether_nearer_or_farther() {
        source.cancelAfter(Duration.ofSeconds(10));
        source.cancelAfter(Duration.ofSeconds(30));
        assertThat(timer.pending()).isOne();

        timer.advance(Duration.ofSeconds(20));
        assertThat(token.isCancellationRequested()).isFalse();

        source.cancelAfter(Duration.ofSeconds(5));
        timer.advance(Duration.ofSeconds(5));
        assertThat(token.isCancellationRequested()).isTrue();
    }

    @Test
    void an_alarm_that_rings_after_a_re_arm_is_ignored() {
        Runnable[] rung = new Runnable[2];
        int[] armed = {0};
        CancellationSource late = new CancellationSource((delay, action) -> {
            rung[armed[0]++] = action;
            return () -> {};
        });
        late.cancelAfter(Duration.ofSeconds(1));
        late.cancelAfter(Duration.ofSeconds(2));

        rung[0].run();
        assertThat(late.token().isCancellationRequested()).isFalse();
        rung[1].run();
        assertThat(late.token().isCancellationRequested()).isTrue();
    }

    /** The alarm asks for the time after it has begun to ring and before it cancels: there the source is re-armed. */
    @Test
    void an_alarm_that_is_re_armed_while_it_rings_is_ignored() {
        Runnable[] ring = new Runnable[1];
        Runnable[] meanwhile = {() -> {}};
        InstantSource asked = () -> {
            Runnable once = meanwhile[0];
            meanwhile[0] = () -> {};
            once.run();
            return timer.clock().instant();
        };
        CancellationTimer slow = new CancellationTimer() {
            @Override
            public CancellationRegistration schedule(Duration delay, Runnable action) {
                ring[0] = action;
                return () -> {};
            }

            @Override
            public Clock clock() {
                return asked.withZone(ZoneOffset.UTC);
            }
        };
        CancellationSource moved = new CancellationSource(slow);
        moved.cancelAfter(Duration.ofSeconds(1));
        meanwhile[0] = () -> moved.cancelAfter(Duration.ofSeconds(2));

        ring[0].run();
        assertThat(moved.token().isCancellationRequested()).isFalse();
        ring[0].run();
        assertThat(moved.token().isCancellationRequested()).isTrue();
    }

    @Test
    void a_deadline_of_zero_cancels_at_once_without_a_timer() {
        try (CancellationSource now = new CancellationSource()) {
            now.cancelAfter(Duration.ZERO);

            assertThat(now.token().reason()).map(CancellationReason::kind).contains(Kind.TIMED_OUT);
        }
    }

    @Test
    void a_deadline_is_ignored_once_cancelled_or_closed() {
        source.cancel(REASON);
        source.cancelAfter(Duration.ofSeconds(1));
        source.cancelAfter(Duration.ZERO);
        assertThat(token.reason()).contains(REASON);

        CancellationSource closed = new CancellationSource(timer);
        closed.close();
        closed.cancelAfter(Duration.ofSeconds(1));
        assertThat(closed.token().deadline()).isEmpty();
        assertThat(timer.pending()).isZero();
    }

    @Test
    void cancel_close_and_reset_take_the_alarm_back() {
        source.cancelAfter(Duration.ofSeconds(1));
        assertThat(source.tryReset()).isTrue();
        assertThat(timer.pending()).isZero();
        assertThat(token.deadline()).isEmpty();

        source.cancelAfter(Duration.ofSeconds(1));
        source.cancel(REASON);
        assertThat(timer.pending()).isZero();

        CancellationSource closed = new CancellationSource(timer);
        closed.cancelAfter(Duration.ofSeconds(1));
        closed.close();
        assertThat(timer.pending()).isZero();
    }

    @Test
    void a_negative_deadline_is_refused() {
        assertThatThrownBy(() -> source.cancelAfter(Duration.ofSeconds(-5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-5S");
    }

    @Test
    void a_deadline_without_any_timer_is_refused_with_what_to_do() {
        CancellationSource without = new CancellationSource();

        assertThatThrownBy(() -> without.cancelAfter(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CancellationTimer.useByDefault");
        assertThat(without.token().deadline()).isEmpty();
    }

    @Test
    void no_deadline_is_shown_when_the_timer_refuses_it() {
        CancellationSource refused = new CancellationSource((delay, action) -> {
            throw new RejectedExecutionException("stopping");
        });

        assertThatThrownBy(() -> refused.cancelAfter(Duration.ofSeconds(1)))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(refused.token().deadline()).isEmpty();
    }

    @Test
    void the_installed_timer_serves_sources_that_were_made_before_and_goes_when_taken_back() {
        CancellationSource early = new CancellationSource();

        try (CancellationRegistration installed = CancellationTimer.useByDefault(timer)) {
            assertThat(installed).isNotNull();
            early.cancelAfter(Duration.ofSeconds(1));
        }
        timer.advance(Duration.ofSeconds(1));

        assertThat(early.token().isCancellationRequested()).isTrue();
        assertThatThrownBy(() -> new CancellationSource().cancelAfter(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class);
    }
}
