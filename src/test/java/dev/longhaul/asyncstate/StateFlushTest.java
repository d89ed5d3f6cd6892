package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancelReceipt.Stage;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when the store is slow, fails, forgets or says nothing. */
class StateFlushTest {

    private static final CancellationReason ASKED = CancellationReason.of(Kind.USER, "no longer needed");

    private final InMemoryNodes nodes = new InMemoryNodes();
    private final InMemoryStateStore store = nodes.store();
    private final StateNode ownerNode = nodes.startNode("first");
    private final StateNode otherNode = nodes.startNode("second");
    private final AsyncState owner = ownerNode.asyncState();
    private final AsyncState other = otherNode.asyncState();

    public record Count(long number) {}

    @Test
    void many_updates_are_one_write_per_interval() {
        owner.create(new Count(0), null, StateOptions.defaults());
        nodes.settle();
        int before = store.stateWrites();
        for (int tick = 0; tick < 8; tick++) {
            for (int i = 0; i < 10_000; i++) {
                owner.update(Count.class, null, count -> new Count(count.number() + 1));
            }
            nodes.tick();
        }

        assertThat(store.stateWrites() - before).isEqualTo(8);
        assertThat(other.find(Count.class, null)).contains(new Count(80_000));
    }

    @Test
    void waking_the_flush_for_one_state_does_not_write_another_too_early() {
        owner.create(new Count(0), "busy", StateOptions.defaults());
        nodes.settle();
        owner.update(Count.class, "busy", count -> new Count(1));
        nodes.tick();
        int before = store.stateWrites();
        owner.update(Count.class, "busy", count -> new Count(2));

        ownerNode.flush().tick();
        assertThat(store.stateWrites()).isEqualTo(before);
        nodes.tick();

        assertThat(other.find(Count.class, "busy")).contains(new Count(2));
    }

    @Test
    void a_state_that_does_not_change_is_not_written() {
        owner.create(new Count(0), null, StateOptions.defaults());
        nodes.settle();
        int before = store.stateWrites();

        nodes.elapse(Duration.ofMinutes(1));

        assertThat(store.stateWrites()).isEqualTo(before);
    }

    @Test
    void a_frozen_peer_holds_up_no_update_and_the_last_value_arrives_when_it_answers_again() {
        owner.create(new Count(0), null, StateOptions.defaults());
        nodes.settle();
        store.hold();
        for (int i = 1; i <= 100; i++) {
            long number = i;
            assertThat(owner.update(Count.class, null, count -> new Count(number)))
                    .isEqualTo(new Count(number));
            nodes.tick();
        }
        assertThat(store.heldCount()).as("writes under way").isEqualTo(1);
        assertThat(owner.find(Count.class, null)).contains(new Count(100));

        store.release();
        nodes.settle();

        assertThat(other.find(Count.class, null)).contains(new Count(100));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_write_that_times_out_is_unknown_and_written_again(boolean wasApplied) {
        owner.create(new Count(0), null, StateOptions.defaults());
        nodes.settle();
        owner.update(Count.class, null, count -> new Count(1));
        store.failNext(3, wasApplied);

        nodes.elapse(Duration.ofSeconds(2));
        owner.update(Count.class, null, count -> new Count(2));
        nodes.settle();

        assertThat(other.find(Count.class, null)).contains(new Count(2));
        assertThat(other.phase(Count.class, null)).contains(StatePhase.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_first_write_that_times_out_does_not_supersede_what_came_after_it(boolean wasApplied) {
        try (CancellationSource first = new CancellationSource();
                CancellationSource second = new CancellationSource()) {
            store.failNext(1, wasApplied);
            owner.create(new Count(1), null, StateOptions.defaults().withSource(first));
            ownerNode.flush().tick();
            other.create(new Count(2), null, StateOptions.defaults().withSource(second));
            otherNode.flush().tick();
            nodes.elapse(Duration.ofSeconds(2));

            boolean firstSurvives = !wasApplied;
            assertThat(first.token().isCancellationRequested()).isEqualTo(!firstSurvives);
            assertThat(second.token().isCancellationRequested()).isEqualTo(firstSurvives);
            assertThat(owner.find(Count.class, null)).isEqualTo(other.find(Count.class, null));
        }
    }

    @Test
    void a_state_that_an_operator_cleared_is_written_again_by_its_owner() {
        owner.create(new Count(7), null, StateOptions.defaults());
        nodes.settle();

        store.clear();
        assertThat(owner.find(Count.class, null)).contains(new Count(7));
        nodes.settle();

        assertThat(other.find(Count.class, null)).contains(new Count(7));
    }

    @Test
    void a_cancel_that_could_not_be_written_is_written_again_until_it_arrives() {
        try (CancellationSource source = new CancellationSource()) {
            owner.create(new Count(0), null, StateOptions.defaults().withSource(source));
            nodes.settle();
            store.failNext(3, false);

            RequestedCancel receipt = other.cancel(Count.class, null, ASKED);
            assertThat(StatePairContract.stageOf(receipt)).contains(Stage.REQUESTED);
            nodes.elapse(Duration.ofSeconds(2));

            assertThat(source.token().isCancellationRequested()).isTrue();
            assertThat(StatePairContract.stageOf(receipt)).contains(Stage.DELIVERED);
        }
    }

    @Test
    void a_cancel_that_no_listener_was_told_of_is_found_by_the_flush() {
        try (CancellationSource source = new CancellationSource()) {
            owner.create(new Count(0), null, StateOptions.defaults().withSource(source));
            nodes.settle();
            store.tellNobody();

            other.cancel(Count.class, null, ASKED);
            nodes.settle();

            assertThat(source.token().reason()).map(CancellationReason::text).contains(ASKED.text());
        }
    }

    @Test
    void a_cancel_on_the_owner_does_not_wait_for_the_cluster() {
        try (CancellationSource source = new CancellationSource()) {
            owner.create(new Count(0), null, StateOptions.defaults().withSource(source));
            nodes.settle();
            store.hold();

            owner.cancel(Count.class, null, ASKED);
            ownerNode.cancelDue();

            assertThat(source.token().isCancellationRequested()).isTrue();
        }
    }

    @Test
    void a_kept_cancel_is_used_once_on_this_node_although_the_store_does_not_answer() {
        other.cancel(Count.class, null, ASKED, Duration.ofMinutes(1));
        nodes.settle();
        try (CancellationSource first = new CancellationSource();
                CancellationSource second = new CancellationSource()) {
            store.hold();
            owner.create(new Count(0), null, StateOptions.defaults().withSource(first));
            owner.remove(Count.class, null);
            owner.create(new Count(1), null, StateOptions.defaults().withSource(second));
            nodes.settle();

            assertThat(first.isCancellationRequested()).isTrue();
            assertThat(second.isCancellationRequested()).isFalse();
            store.release();
            nodes.settle();
            assertThat(second.isCancellationRequested()).isFalse();
        }
    }

    @Test
    void a_slow_callback_does_not_hold_up_the_thread_that_cancels_nor_another_cancel() throws InterruptedException {
        CountDownLatch inCallback = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ExecutorService firstLoop = Executors.newSingleThreadExecutor();
        try (CancellationSource slow = new CancellationSource();
                CancellationSource next = new CancellationSource()) {
            slow.token().onCancelled(reason -> {
                inCallback.countDown();
                await(mayEnd);
            });
            owner.create(new Count(0), "slow", StateOptions.defaults().withSource(slow));
            owner.create(new Count(0), "next", StateOptions.defaults().withSource(next));

            owner.cancel(Count.class, "slow", ASKED);
            firstLoop.execute(ownerNode::cancelDue);
            assertThat(inCallback.await(10, TimeUnit.SECONDS)).isTrue();
            owner.cancel(Count.class, "next", ASKED);
            ownerNode.cancelDue();

            assertThat(next.token().isCancellationRequested()).isTrue();
        } finally {
            mayEnd.countDown();
            firstLoop.shutdownNow();
        }
    }

    @Test
    void the_stop_brings_the_last_update_to_the_other_nodes() {
        owner.create(new Count(0), null, StateOptions.defaults());
        owner.update(Count.class, null, count -> new Count(9));

        assertThat(ownerNode.flushWithin(Duration.ofSeconds(10))).isTrue();

        assertThat(other.find(Count.class, null)).contains(new Count(9));
    }

    @Test
    void the_stop_does_not_wait_for_ever_for_a_peer_that_is_frozen() {
        owner.create(new Count(0), null, StateOptions.defaults());
        store.hold();

        assertThat(ownerNode.flushWithin(Duration.ofMillis(50))).isFalse();
    }

    @Test
    void nothing_is_kept_of_states_that_are_over() {
        for (int i = 0; i < 100; i++) {
            try (CancellationSource source = new CancellationSource()) {
                String name = "state-" + i;
                owner.create(new Count(i), name, StateOptions.defaults().withSource(source));
                nodes.tick();
                other.cancel(Count.class, name, ASKED);
                nodes.settle();
                owner.remove(Count.class, name);
            }
        }
        nodes.elapse(Duration.ofSeconds(2));

        assertThat(ownerNode.ownedCount()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody let the callback end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
