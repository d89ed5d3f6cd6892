package dev.longhaul.cancellation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.testkit.ManualTimer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedCancellationTest {

    private static final CancellationReason REASON =
            CancellationReason.of(Kind.USER, "no longer needed").withActor("anna");

    private final ManualTimer timer = new ManualTimer();
    private final CancellationSource request = new CancellationSource(timer);
    private final CancellationSource job = new CancellationSource(timer);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10})
    void a_child_is_cancelled_by_any_of_its_parents_with_that_parents_reason(int parentCount) {
        for (int cancelled = 0; cancelled < parentCount; cancelled++) {
            List<CancellationSource> parents =
                    Stream.generate(CancellationSource::new).limit(parentCount).toList();
            try (CancellationSource child = CancellationSource.linkedTo(
                    parents.stream().map(CancellationSource::token).toArray(CancellationToken[]::new))) {
                parents.get(cancelled).cancel(REASON);

                assertThat(child.token().reason().orElseThrow()).isSameAs(REASON);
            }
        }
    }

    @Test
    void a_child_that_is_cancelled_leaves_its_parents_alone() {
        try (CancellationSource child = CancellationSource.linkedTo(request.token(), job.token())) {
            child.cancel(REASON);
        }

        assertThat(request.token().isCancellationRequested()).isFalse();
        assertThat(job.token().isCancellationRequested()).isFalse();
    }

    @Test
    void a_reason_reaches_the_grandchild_unchanged() {
        try (CancellationSource child = CancellationSource.linkedTo(request.token());
                CancellationSource grandchild = CancellationSource.linkedTo(child.token(), job.token())) {
            request.cancel(REASON);

            assertThat(grandchild.token().reason().orElseThrow()).isSameAs(REASON);
        }
    }

    @Test
    void a_child_of_a_cancelled_parent_is_born_cancelled_with_the_reason_of_the_first_such_parent() {
        job.cancel(REASON);
        CancellationSource later = new CancellationSource();
        later.cancel(CancellationReason.of(Kind.SHUTDOWN, "stopping"));

        try (CancellationSource child = CancellationSource.linkedTo(request.token(), job.token(), later.token())) {
            assertThat(child.token().reason()).contains(REASON);
        }
    }

    @Test
    void parents_that_can_never_be_cancelled_are_skipped() {
        CancellationSource closed = new CancellationSource();
        closed.close();

        try (CancellationSource child =
                CancellationSource.linkedTo(CancellationToken.NONE, closed.token(), job.token())) {
            assertThat(child.token().canBeCancelled()).isTrue();
            job.cancel(REASON);
            assertThat(child.token().reason()).contains(REASON);
        }
        try (CancellationSource alone = CancellationSource.linkedTo(CancellationToken.NONE)) {
            assertThat(alone.cancel(REASON)).isTrue();
        }
    }

    @Test
    void a_child_without_parents_is_refused() {
        assertThatThrownBy(CancellationSource::linkedTo)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one parent");
    }

    @Test
    void a_closed_child_is_not_cancelled_any_more() {
        CancellationSource child = CancellationSource.linkedTo(request.token());
        child.close();

        request.cancel(REASON);

        assertThat(child.token().isCancellationRequested()).isFalse();
    }

    @Test
    void a_child_tells_the_nearest_deadline_of_itself_and_all_above_it_as_they_stand_now() {
        try (CancellationSource child = CancellationSource.linkedTo(timer, request.token(), job.token());
                CancellationSource grandchild = CancellationSource.linkedTo(timer, child.token())) {
            assertThat(grandchild.token().deadline()).isEmpty();

            job.cancelAfter(Duration.ofSeconds(30));
            assertThat(grandchild.token().deadline())
                    .contains(timer.clock().instant().plusSeconds(30));
            request.cancelAfter(Duration.ofSeconds(20));
            assertThat(grandchild.token().deadline())
                    .contains(timer.clock().instant().plusSeconds(20));
            grandchild.cancelAfter(Duration.ofSeconds(10));
            assertThat(grandchild.token().deadline())
                    .contains(timer.clock().instant().plusSeconds(10));
            assertThat(child.token().deadline())
                    .contains(timer.clock().instant().plusSeconds(20));
            grandchild.cancelAfter(Duration.ofSeconds(40));
            request.cancelAfter(Duration.ofSeconds(60));
            assertThat(grandchild.token().deadline())
                    .contains(timer.clock().instant().plusSeconds(30));
        }
    }

    @Test
    void a_closed_child_tells_no_deadline_of_its_parents() {
        request.cancelAfter(Duration.ofSeconds(20));
        CancellationSource child = CancellationSource.linkedTo(request.token());

        child.close();

        assertThat(child.token().deadline()).isEmpty();
    }

    @Test
    void failures_of_a_childs_callbacks_reach_the_canceller_of_the_parent_unwrapped() {
        List<String> calls = new ArrayList<>();
        request.token().onCancelled(reason -> calls.add("parent"));
        try (CancellationSource child = CancellationSource.linkedTo(request.token())) {
            child.token().onCancelled(reason -> {
                throw new IllegalStateException("in the child");
            });

            CancellationCallbackException thrown =
                    catchThrowableOfType(CancellationCallbackException.class, () -> request.cancel(REASON));

            assertThat(thrown.failures()).extracting(Throwable::getMessage).containsExactly("in the child");
            assertThat(calls).containsExactly("parent");
        }
    }

    @Test
    void a_child_may_be_closed_from_its_own_callback_and_by_its_parents_cancel() {
        CancellationSource child = CancellationSource.linkedTo(request.token(), job.token());
        child.token().onCancelled(reason -> child.close());

        assertThat(request.cancel(REASON)).isTrue();
        assertThat(job.cancel(REASON)).isTrue();
        assertThat(child.token().reason()).contains(REASON);
    }

    @Test
    void a_reset_child_is_still_linked() {
        try (CancellationSource child = CancellationSource.linkedTo(request.token())) {
            assertThat(child.tryReset()).isTrue();

            request.cancel(REASON);

            assertThat(child.token().reason()).contains(REASON);
        }
    }
}
