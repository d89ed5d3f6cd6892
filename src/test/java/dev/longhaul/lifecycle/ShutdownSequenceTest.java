package dev.longhaul.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ShutdownSequenceTest {

    private static final Duration GRACE = Duration.ofSeconds(30);

    private final List<String> events = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final ApplicationLifetime lifetime = new ApplicationLifetime();
    private final ShutdownSequence sequence = new ShutdownSequence(lifetime, GRACE, nanos::get);

    @Test
    void closes_every_intake_then_fires_the_tokens_then_drains_the_last_registered_first() {
        sequence.register(new Part("state", Duration.ZERO, true));
        sequence.register(new Part("queue", Duration.ZERO, true));
        lifetime.stopping().onCancelled(reason -> events.add("stopping " + reason.kind()));
        lifetime.stopped().onCancelled(reason -> events.add("stopped " + reason.kind()));

        sequence.run();

        assertThat(events)
                .containsExactly(
                        "close queue",
                        "close state",
                        "stopping SHUTDOWN",
                        "drain queue for PT30S",
                        "drain state for PT30S",
                        "stopped SHUTDOWN");
    }

    @Test
    void the_grace_is_shared_and_what_does_not_drain_is_abandoned() {
        sequence.register(new Part("state", Duration.ZERO, true));
        sequence.register(new Part("queue", Duration.ofSeconds(12), false));
        sequence.register(new Part("runs", Duration.ofSeconds(10), true));

        sequence.run();

        assertThat(events)
                .containsSubsequence(
                        "drain runs for PT30S", "drain queue for PT20S", "abandon queue", "drain state for PT8S")
                .doesNotContain("abandon runs", "abandon state");
    }

    @Test
    void a_grace_that_is_used_up_is_zero_and_not_negative() {
        sequence.register(new Part("queue", Duration.ZERO, true));
        sequence.register(new Part("runs", Duration.ofSeconds(31), false));

        sequence.run();

        assertThat(events).contains("drain queue for PT0S");
    }

    @Test
    void a_participant_that_throws_does_not_keep_the_others_from_draining() {
        sequence.register(new Part("queue", Duration.ZERO, true));
        sequence.register(new Throwing());

        sequence.run();

        assertThat(events).contains("close queue", "drain queue for PT30S", "abandon throwing");
        assertThat(lifetime.stopped().isCancellationRequested()).isTrue();
    }

    @Test
    void a_callback_that_throws_while_the_tokens_fire_does_not_end_the_sequence() {
        sequence.register(new Part("queue", Duration.ZERO, true));
        lifetime.stopping().onCancelled(reason -> {
            throw new IllegalStateException("from a callback");
        });

        sequence.run();

        assertThat(events).contains("drain queue for PT30S");
        assertThat(lifetime.stopped().isCancellationRequested()).isTrue();
    }

    @Test
    void running_it_twice_and_from_inside_changes_nothing() {
        sequence.register(new Part("queue", Duration.ZERO, true));
        lifetime.stopping().onCancelled(reason -> sequence.run());

        sequence.run();
        sequence.run();

        assertThat(events).containsExactly("close queue", "drain queue for PT30S");
    }

    @Test
    void who_registers_after_the_stop_began_is_closed_and_abandoned_at_once() {
        sequence.run();

        sequence.register(new Part("late", Duration.ZERO, true));

        assertThat(events).containsExactly("close late", "abandon late");
    }

    @Test
    void the_three_tokens_fire_once_each_and_in_order() {
        assertThat(lifetime.fireStarted()).isTrue();
        assertThat(lifetime.fireStarted()).isFalse();
        assertThat(lifetime.started().isCancellationRequested()).isTrue();
        assertThat(lifetime.stopping().isCancellationRequested()).isFalse();

        sequence.run();

        assertThat(lifetime.stopping().reason()).map(CancellationReason::kind).contains(Kind.SHUTDOWN);
        assertThat(lifetime.fireStopping()).isFalse();
        assertThat(lifetime.fireStopped()).isFalse();
    }

    private final class Part implements ShutdownParticipant {

        private final String name;
        private final Duration takes;
        private final boolean drained;

        Part(String name, Duration takes, boolean drained) {
            this.name = name;
            this.takes = takes;
            this.drained = drained;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void closeIntake() {
            events.add("close " + name);
        }

        @Override
        public boolean drain(Duration remaining) {
            events.add("drain " + name + " for " + remaining);
            nanos.addAndGet(takes.toNanos());
            return drained;
        }

        @Override
        public void abandon() {
            events.add("abandon " + name);
        }
    }

    private final class Throwing implements ShutdownParticipant {

        @Override
        public String name() {
            return "throwing";
        }

        @Override
        public void closeIntake() {
            throw new IllegalStateException("from closeIntake");
        }

        @Override
        public boolean drain(Duration remaining) {
            throw new StackOverflowError("from drain");
        }

        @Override
        public void abandon() {
            events.add("abandon throwing");
            throw new IllegalStateException("from abandon");
        }
    }
}
