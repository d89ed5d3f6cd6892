package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That an update on the owner never enters the store, which is all that leads to the cluster. */
class OwnerPathTest {

    private final InMemoryNodes nodes = new InMemoryNodes();
    private final GatedStore gate = new GatedStore(nodes.store());
    private final StateNode ownerNode = nodes.startNode("first", gate);
    private final AsyncState owner = ownerNode.asyncState();
    private final AsyncState other = nodes.start("second");
    private final ExecutorService job = Executors.newSingleThreadExecutor();
    private final ExecutorService loop = Executors.newSingleThreadExecutor();

    public record Count(long number) {
        Count plusOne() {
            return new Count(number + 1);
        }
    }

    @AfterEach
    void stop() {
        gate.open();
        job.shutdownNow();
        loop.shutdownNow();
    }

    @Test
    void updates_go_on_while_the_flush_stands_inside_a_store_that_does_not_answer() throws Exception {
        owner.create(new Count(0), null, StateOptions.defaults());
        nodes.settle();

        Thread updater = updateWhileTheStoreIsShut(100_000);

        assertThat(gate.hasSeen(updater)).isFalse();
        assertThat(other.find(Count.class, null)).contains(new Count(0));
        gate.open();
        loop.submit(nodes::settle).get(30, TimeUnit.SECONDS);
        assertThat(other.find(Count.class, null)).contains(new Count(100_000));
    }

    @Test
    void the_same_holds_right_after_another_node_has_updated_and_long_after_it() throws Exception {
        owner.create(new Count(0), null, StateOptions.defaults());
        nodes.settle();

        other.update(Count.class, null, Count::plusOne);
        assertThat(gate.hasSeen(updateWhileTheStoreIsShut(1_000))).isFalse();
        gate.open();
        loop.submit(() -> nodes.elapse(Duration.ofSeconds(11))).get(30, TimeUnit.SECONDS);
        assertThat(gate.hasSeen(updateWhileTheStoreIsShut(1_000))).isFalse();

        assertThat(owner.find(Count.class, null)).contains(new Count(2_001));
    }

    @Test
    void an_update_of_another_node_that_never_comes_holds_the_owner_up_for_a_moment_only() throws Exception {
        owner.create(new Count(0), null, StateOptions.defaults());
        nodes.settle();
        StateEnvelope state = nodes.store().readAll(Count.class.getName()).get(0);

        // has been given the value and the moment, and freezes
        nodes.store().putUpdate(UpdateEnvelope.open(state.instance(), "frozen", "first", 1));

        assertThat(gate.hasSeen(updateWhileTheStoreIsShut(1_000))).isFalse();
        assertThat(owner.find(Count.class, null)).contains(new Count(1_000));
    }

    /** Answers the thread that updated. */
    private Thread updateWhileTheStoreIsShut(int count) throws Exception {
        gate.shut();
        Future<?> flush = loop.submit(() -> {
            ownerNode.flush().repeatAll();
            nodes.tick();
        });
        assertThat(gate.somebodyHeld().await(30, TimeUnit.SECONDS)).isTrue();
        Thread updater = job.submit(() -> {
                    for (int i = 0; i < count; i++) {
                        owner.update(Count.class, null, Count::plusOne);
                    }
                    return Thread.currentThread();
                })
                .get(30, TimeUnit.SECONDS);
        assertThat(flush.isDone()).as("the flush still stands before the store").isFalse();
        return updater;
    }
}
