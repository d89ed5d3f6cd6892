package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.longhaul.cancellation.CancelReceipt.Stage;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StateLifespanTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final CancellationReason ASKED = CancellationReason.of(Kind.USER, "no longer needed");

    private final InMemoryNodes nodes = new InMemoryNodes();
    private final AsyncState owner = nodes.start("first");
    private final AsyncState other = nodes.start("second");

    public record Count(int number) {}

    @Test
    void a_state_expires_when_its_lifespan_has_passed_since_the_last_write_and_not_before() {
        owner.create(new Count(1), null, StateOptions.defaults().withLifespan(MINUTE));
        nodes.elapse(Duration.ofSeconds(50));
        owner.update(Count.class, null, count -> new Count(2));
        nodes.elapse(Duration.ofSeconds(50));
        assertThat(other.find(Count.class, null)).contains(new Count(2));

        nodes.elapse(Duration.ofSeconds(15));

        assertThat(owner.find(Count.class, null)).isEmpty();
        assertThat(other.find(Count.class, null)).isEmpty();
        assertThat(other.phase(Count.class, null)).contains(StatePhase.EXPIRED);
        assertThatExceptionOfType(UnknownStateException.class)
                .isThrownBy(() -> owner.update(Count.class, null, count -> count));
    }

    @Test
    void without_an_option_the_lifespan_is_a_quarter_of_an_hour() {
        owner.create(new Count(1), null, StateOptions.defaults());
        nodes.elapse(Duration.ofSeconds(14 * 60 + 55));
        assertThat(other.contains(Count.class, null)).isTrue();

        nodes.elapse(Duration.ofSeconds(10));

        assertThat(other.contains(Count.class, null)).isFalse();
    }

    @Test
    void the_trace_of_an_expired_state_expires_too() {
        owner.create(new Count(1), null, StateOptions.defaults().withLifespan(MINUTE));
        nodes.elapse(MINUTE.plusSeconds(5));
        assertThat(owner.phase(Count.class, null)).contains(StatePhase.EXPIRED);

        nodes.elapse(Duration.ofMinutes(16));

        assertThat(owner.phase(Count.class, null)).isEmpty();
        assertThat(other.phase(Count.class, null)).isEmpty();
    }

    @Test
    void reading_keeps_nothing_alive() {
        owner.create(new Count(1), null, StateOptions.defaults().withLifespan(MINUTE));
        for (int second = 0; second < 65; second++) {
            nodes.elapse(Duration.ofSeconds(1));
            owner.find(Count.class, null);
            other.find(Count.class, null);
            other.all(Count.class);
        }

        assertThat(other.find(Count.class, null)).isEmpty();
    }

    @Test
    void a_state_that_never_expires_stays() {
        owner.create(new Count(1), null, StateOptions.defaults().neverExpires());

        nodes.elapse(Duration.ofHours(1));

        assertThat(other.find(Count.class, null)).contains(new Count(1));
    }

    @Test
    void a_state_whose_work_runs_does_not_expire_and_has_its_whole_lifespan_after_the_end() {
        CancellationSource source = new CancellationSource();
        owner.create(
                new Count(1), null, StateOptions.defaults().withLifespan(MINUTE).withSource(source));
        nodes.elapse(Duration.ofMinutes(10));
        assertThat(other.find(Count.class, null)).contains(new Count(1));

        source.close();
        nodes.elapse(Duration.ofSeconds(55));
        assertThat(other.phase(Count.class, null)).contains(StatePhase.ENDED);
        nodes.elapse(Duration.ofSeconds(10));

        assertThat(other.phase(Count.class, null)).contains(StatePhase.EXPIRED);
    }

    @Test
    void a_state_whose_work_was_cancelled_has_its_whole_lifespan_after_the_cancel() {
        CancellationSource source = new CancellationSource();
        owner.create(
                new Count(1), null, StateOptions.defaults().withLifespan(MINUTE).withSource(source));
        nodes.elapse(Duration.ofMinutes(5));

        source.cancel(CancellationReason.of(Kind.USER, "no longer needed"));
        nodes.elapse(Duration.ofSeconds(55));
        assertThat(owner.phase(Count.class, null)).contains(StatePhase.RUNNING);
        nodes.elapse(Duration.ofSeconds(10));

        assertThat(owner.phase(Count.class, null)).contains(StatePhase.EXPIRED);
    }

    @Test
    void what_a_dead_owner_left_is_lost_at_once_and_gone_after_its_lifespan() {
        CancellationSource source = new CancellationSource();
        owner.create(
                new Count(1), null, StateOptions.defaults().withLifespan(MINUTE).withSource(source));
        nodes.settle();

        nodes.kill("first");

        assertThat(other.phase(Count.class, null)).contains(StatePhase.OWNER_LOST);
        assertThat(other.find(Count.class, null)).contains(new Count(1));
        nodes.elapse(MINUTE.plusSeconds(3));
        assertThat(other.find(Count.class, null)).isEmpty();
        assertThat(other.phase(Count.class, null)).isEmpty();
    }

    @Test
    void a_cancel_that_is_kept_waits_no_longer_than_it_should() {
        RequestedCancel receipt = other.cancel(Count.class, null, ASKED, MINUTE);
        nodes.elapse(Duration.ofSeconds(59));
        assertThat(StatePairContract.stageOf(receipt)).contains(Stage.REQUESTED);
        nodes.elapse(Duration.ofSeconds(2));

        try (CancellationSource source = new CancellationSource()) {
            owner.create(new Count(1), null, StateOptions.defaults().withSource(source));
            nodes.settle();

            assertThat(source.isCancellationRequested()).isFalse();
            assertThat(receipt.receipt()).isEmpty();
        }
    }

    @Test
    void an_update_of_another_node_restarts_the_lifespan() {
        owner.create(new Count(1), null, StateOptions.defaults().withLifespan(MINUTE));
        nodes.elapse(Duration.ofSeconds(50));
        other.update(Count.class, null, count -> new Count(2));
        nodes.elapse(Duration.ofSeconds(50));
        assertThat(owner.find(Count.class, null)).contains(new Count(2));

        nodes.elapse(Duration.ofSeconds(15));

        assertThat(other.find(Count.class, null)).isEmpty();
    }

    @Test
    void a_create_that_refuses_a_live_state_takes_the_place_of_one_whose_owner_has_left() {
        owner.create(new Count(1), null, StateOptions.defaults());
        nodes.settle();
        nodes.kill("first");

        other.create(new Count(2), null, StateOptions.defaults().refusingLive());

        assertThat(other.find(Count.class, null)).contains(new Count(2));
    }

    @Test
    void an_update_of_a_state_whose_owner_has_left_is_refused_and_says_so() {
        owner.create(new Count(1), null, StateOptions.defaults());
        nodes.settle();
        nodes.kill("first");

        assertThatExceptionOfType(StateOwnedElsewhereException.class)
                .isThrownBy(() -> other.update(Count.class, null, count -> count))
                .withMessageContaining("first")
                .withMessageContaining("has left");
    }

    @Test
    void a_lifespan_shorter_than_the_flush_can_keep_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StateOptions.defaults().withLifespan(Duration.ofMillis(300)))
                .withMessageContaining("PT0.3S");
    }
}
