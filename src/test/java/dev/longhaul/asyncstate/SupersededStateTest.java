package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of two states under one key lives, and how a state ends. */
@ParameterizedClass
@MethodSource("dev.longhaul.asyncstate.StatePair#onEachStore")
class SupersededStateTest extends StatePairContract {

    SupersededStateTest(StatePair pair) {
        super(pair);
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
            ownerNode().flushWithin(Duration.ofSeconds(10));
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
    void closing_the_source_ends_the_state_and_its_last_value_stays_readable() {
        CancellationSource source = new CancellationSource();
        owner().create(Progress.of(1), name, StateOptions.defaults().withSource(source));
        settle();
        owner().update(Progress.class, name, progress -> Progress.of(100));
        source.close();
        settle();

        assertThat(other().find(Progress.class, name)).contains(Progress.of(100));
        assertThat(other().phase(Progress.class, name)).contains(StatePhase.ENDED);
        assertThat(other().cancel(Progress.class, name, ASKED).receipt()).isEmpty();
        assertThat(owner().cancel(Progress.class, name, ASKED).receipt()).isEmpty();
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
}
