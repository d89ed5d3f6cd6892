package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.LoopbackCluster;
import dev.longhaul.lifecycle.PermanentLoop;
import dev.longhaul.lifecycle.PermanentLoops;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two real cache managers in this JVM, cut off from each other and healed again, with their loops running. */
class StateSplitTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final LoopbackCluster cluster = new LoopbackCluster(new GeneratedStateSchema());
    private final PermanentLoops loops = new PermanentLoops(Thread::new);
    private final ClusterNode first = cluster.start("first");
    private final ClusterNode second = cluster.start("second");
    private final AsyncState owner = running(first);
    private final AsyncState other = running(second);

    public record Count(int number) {}

    @AfterEach
    void stop() {
        loops.close();
        cluster.close();
    }

    @Test
    void what_was_said_on_either_side_of_a_split_holds_after_it_is_healed() throws Exception {
        try (CancellationSource cancelled = new CancellationSource();
                CancellationSource untouched = new CancellationSource()) {
            owner.create(new Count(1), "cancelled", StateOptions.defaults().withSource(cancelled));
            owner.create(new Count(1), "updated", StateOptions.defaults().withSource(untouched));
            owner.create(new Count(1), "removed", StateOptions.defaults());
            owner.create(new Count(1), "removed elsewhere", StateOptions.defaults());
            await().atMost(LONGEST).until(() -> other.all(Count.class).size() == 4);

            cluster.cutOff(second);
            await().atMost(LONGEST).until(() -> first.size() == 1 && second.size() == 1);
            other.cancel(Count.class, "cancelled", CancellationReason.of(Kind.USER, "on the other side"));
            other.remove(Count.class, "removed elsewhere");
            owner.update(Count.class, "updated", count -> new Count(2));
            owner.remove(Count.class, "removed");
            owner.update(Count.class, "removed elsewhere", count -> new Count(2));
            await().atMost(LONGEST).untilAsserted(() -> assertThat(other.phase(Count.class, "removed elsewhere"))
                    .contains(StatePhase.REMOVED));
            assertThat(other.phase(Count.class, "updated")).contains(StatePhase.OWNER_LOST);
            assertThat(cancelled.token().isCancellationRequested()).isFalse();

            cluster.heal(second);

            await().atMost(LONGEST).untilAsserted(() -> {
                assertThat(cancelled.token().reason())
                        .map(CancellationReason::text)
                        .contains("on the other side");
                assertThat(other.find(Count.class, "updated")).contains(new Count(2));
                assertThat(other.phase(Count.class, "updated")).contains(StatePhase.RUNNING);
                assertThat(other.contains(Count.class, "removed")).isFalse();
                assertThat(owner.contains(Count.class, "removed elsewhere")).isFalse();
                assertThat(other.contains(Count.class, "removed elsewhere")).isFalse();
                assertThat(other.all(Count.class)).isEqualTo(owner.all(Count.class));
            });
            assertThat(untouched.token().isCancellationRequested()).isFalse();
        }
    }

    @Test
    void a_node_that_joins_later_reads_what_was_there_and_cancels_it() {
        try (CancellationSource source = new CancellationSource()) {
            owner.create(new Count(5), "early", StateOptions.defaults().withSource(source));
            await().atMost(LONGEST).until(() -> other.contains(Count.class, "early"));

            AsyncState third = running(cluster.start("third"));

            assertThat(third.find(Count.class, "early")).contains(new Count(5));
            third.cancel(Count.class, "early", CancellationReason.of(Kind.USER, "from the newcomer"));
            await().atMost(LONGEST).until(() -> source.token().isCancellationRequested());
        }
    }

    private AsyncState running(ClusterNode node) {
        AsyncState state = ClusterStates.on(node);
        PermanentLoop flush = loops.start("flush " + node.name(), Duration.ofMillis(250), state.flush()::tick);
        state.wakeFlushBy(flush::wake);
        node.onViewChanged(() -> {
            state.flush().rewriteAll();
            flush.wake();
        });
        PermanentLoop dispatch = loops.start("dispatch " + node.name(), Duration.ofSeconds(1), state.dispatch()::step);
        state.dispatch().wakeBy(dispatch::wake);
        return state;
    }
}
