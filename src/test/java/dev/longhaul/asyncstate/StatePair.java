package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.asyncstate.StateNode.Wakes;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.LoopbackCluster;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.WakeUp;
import dev.longhaul.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Two nodes that share state, the first of which does the work, on one of the stores. Their loops wait for orders. */
record StatePair(String store, List<StateNode> nodes, Runnable loops, Runnable end) implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(1);

    /** One for each store, started when it is its turn. For {@code @MethodSource}. */
    static Stream<StatePair> onEachStore() {
        return Stream.<Supplier<StatePair>>of(
                        StatePair::inMemory,
                        () -> overTcp("first", "second"),
                        // with a third node, which may be the one that orders the writes of a key
                        () -> overTcp("first", "second", "third"))
                .map(Supplier::get);
    }

    private static StatePair inMemory() {
        InMemoryNodes nodes = new InMemoryNodes();
        return new StatePair(
                "in memory", List.of(nodes.startNode("first"), nodes.startNode("second")), nodes::settle, () -> {});
    }

    private static StatePair overTcp(String... names) {
        LoopbackCluster cluster = LoopbackCluster.overTcp(StateNode.entryFormat());
        PermanentLoops loops = new PermanentLoops(Thread::new);
        List<StateNode> nodes = Stream.of(names)
                .map(cluster::start)
                .map(node -> waiting(node, loops))
                .toList();
        return new StatePair(names.length + " nodes over TCP", nodes, () -> turnTwice(nodes), () -> {
            loops.close();
            cluster.close();
        });
    }

    // the loop that answers other nodes runs: those wait for it
    private static StateNode waiting(ClusterNode cluster, PermanentLoops loops) {
        WakeUp questions = new WakeUp();
        StateNode node = new StateNode(
                new ClusterStateStore(cluster),
                ThisNode.of(cluster),
                StateSettings.from(Settings.defaults()),
                new Wakes(() -> {}, () -> {}, questions::wake));
        loops.start("answers-" + cluster.name(), BETWEEN_CHECKS, questions, node::answer);
        return node;
    }

    private static void turnTwice(List<StateNode> nodes) {
        for (int i = 0; i < 2; i++) {
            for (StateNode node : nodes) {
                assertThat(node.flushWithin(LONGEST)).isTrue();
            }
            nodes.forEach(StateNode::cancelDue);
        }
    }

    StateNode ownerNode() {
        return nodes.get(0);
    }

    AsyncState owner() {
        return ownerNode().asyncState();
    }

    AsyncState other() {
        return nodes.get(1).asyncState();
    }

    /** Writes everything to every node and delivers every cancel to its source. */
    void settle() {
        loops.run();
    }

    @Override
    public void close() {
        end.run();
    }

    @Override
    public String toString() {
        return store;
    }
}
