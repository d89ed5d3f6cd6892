package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.LoopbackCluster;
import dev.longhaul.lifecycle.PermanentLoops;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three real cache managers in this JVM, of which one is cut off from the others and joined again; their loops run. */
class StateSplitTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final LoopbackCluster cluster = new LoopbackCluster(StateNode.entryFormat());
    private final PermanentLoops loops = new PermanentLoops(Thread::new);
    private final ClusterNode first = cluster.start("first");
    private final ClusterNode second = cluster.start("second");
    private final AsyncState owner = running(first);
    private final AsyncState other = running(second);
    private final AsyncState third = running(cluster.start("third"));

    public record Count(int number) {}

    @AfterEach
    void stop() {
        loops.close();
        cluster.close();
    }

    @Test
    void what_was_said_on_either_side_of_a_split_holds_on_all_nodes_after_it_is_healed() throws Exception {
        try (CancellationSource cancelled = new CancellationSource();
                CancellationSource untouched = new CancellationSource();
                CancellationSource cutOff = new CancellationSource()) {
            CancellationSource ended = new CancellationSource();
            owner.create(new Count(1), "cancelled", StateOptions.defaults().withSource(cancelled));
            owner.create(new Count(1), "updated", StateOptions.defaults().withSource(untouched));
            owner.create(new Count(1), "ended", StateOptions.defaults().withSource(ended));
            owner.create(new Count(1), "removed", StateOptions.defaults());
            owner.create(new Count(1), "removed elsewhere", StateOptions.defaults());
            other.create(new Count(1), "cut off", StateOptions.defaults().withSource(cutOff));
            List<AsyncState> all = List.of(owner, other, third);
            all.forEach(node ->
                    await().atMost(LONGEST).until(() -> node.all(Count.class).size() == 6));

            cluster.cutOff(second);
            await().atMost(LONGEST).until(() -> first.size() == 2 && second.size() == 1);
            other.cancel(Count.class, "cancelled", CancellationReason.of(Kind.USER, "on the other side"));
            third.cancel(Count.class, "cut off", CancellationReason.of(Kind.USER, "on this side"));
            other.remove(Count.class, "removed elsewhere");
            owner.update(Count.class, "updated", count -> new Count(2));
            third.update(Count.class, "updated", count -> new Count(count.number() + 1));
            ended.close();
            owner.remove(Count.class, "removed");
            owner.update(Count.class, "removed elsewhere", count -> new Count(2));
            await().atMost(LONGEST).untilAsserted(() -> assertThat(other.phase(Count.class, "removed elsewhere"))
                    .contains(StatePhase.REMOVED));
            assertThat(other.phase(Count.class, "updated")).contains(StatePhase.OWNER_LOST);
            assertThatExceptionOfType(StateOwnedElsewhereException.class)
                    .isThrownBy(() -> other.update(Count.class, "updated", count -> new Count(9)))
                    .satisfies(refused -> assertThat(refused.owner()).isEqualTo("first"))
                    .satisfies(refused -> assertThat(refused.isOutcomeKnown()).isTrue());
            assertThat(cancelled.isCancellationRequested()).isFalse();
            assertThat(cutOff.isCancellationRequested()).isFalse();

            cluster.heal(second);

            await().atMost(LONGEST).untilAsserted(() -> {
                assertThat(cancelled.token().reason())
                        .map(CancellationReason::text)
                        .contains("on the other side");
                assertThat(cutOff.token().reason())
                        .map(CancellationReason::text)
                        .contains("on this side");
                for (AsyncState node : all) {
                    assertThat(node.find(Count.class, "updated")).contains(new Count(3));
                    assertThat(node.phase(Count.class, "updated")).contains(StatePhase.RUNNING);
                    assertThat(node.phase(Count.class, "ended")).contains(StatePhase.ENDED);
                    assertThat(node.contains(Count.class, "removed")).isFalse();
                    assertThat(node.contains(Count.class, "removed elsewhere")).isFalse();
                    assertThat(node.all(Count.class)).isEqualTo(owner.all(Count.class));
                }
            });
            assertThat(untouched.isCancellationRequested()).isFalse();
        }
    }

    @Test
    void a_node_that_joins_later_reads_what_was_there_and_cancels_it() {
        try (CancellationSource source = new CancellationSource()) {
            owner.create(new Count(5), "early", StateOptions.defaults().withSource(source));
            await().atMost(LONGEST).until(() -> other.contains(Count.class, "early"));

            AsyncState fourth = running(cluster.start("fourth"));

            assertThat(fourth.find(Count.class, "early")).contains(new Count(5));
            fourth.cancel(Count.class, "early", CancellationReason.of(Kind.USER, "from the newcomer"));
            await().atMost(LONGEST).until(() -> source.token().isCancellationRequested());
        }
    }

    private AsyncState running(ClusterNode node) {
        return TestStates.running(node, loops);
    }
}
