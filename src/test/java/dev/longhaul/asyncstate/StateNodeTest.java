package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.ClusterSettings;
import dev.longhaul.cluster.TestNodes;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shared state started as a {@code main} method does it: from settings, without a container. */
class StateNodeTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    public record Count(long number) {
        Count plusOne() {
            return new Count(number + 1);
        }
    }

    /** What the example shares. */
    public record Progress(long done) {}

    @Test
    void the_example_of_the_javadoc_shares_a_state() {
        assertThat(example()).isEqualTo(new Progress(0));
    }

    private static Progress example() {
        // example
        Settings settings = Settings.defaults();
        ClusterSettings cluster = ClusterSettings.from(settings);
        try (ClusterNode node = ClusterNode.start(cluster, List.of(StateNode.entryFormat()));
                PermanentLoops loops = new PermanentLoops(Thread::new);
                StateNode shared = StateNode.start(node, StateSettings.from(settings), loops)) {
            shared.asyncState().create(new Progress(0), "copy", StateOptions.defaults());
            return shared.asyncState().find(Progress.class, "copy").orElseThrow();
        }
        // end of example
    }

    @Test
    void a_node_without_peers_updates_finds_and_cancels() {
        Settings settings = Settings.of(Map.of("longhaul.node.name", "only"));
        try (ClusterNode node = ClusterNode.start(ClusterSettings.from(settings), List.of(StateNode.entryFormat()));
                PermanentLoops loops = new PermanentLoops(Thread::new);
                StateNode shared = StateNode.start(node, StateSettings.from(settings), loops);
                CancellationSource source = new CancellationSource()) {
            AsyncState state = shared.asyncState();
            state.create(new Count(0), "copy", StateOptions.defaults().withSource(source));
            state.update(Count.class, "copy", Count::plusOne);

            assertThat(state.find(Count.class, "copy")).contains(new Count(1));
            state.cancel(Count.class, "copy", CancellationReason.of(Kind.USER, "no longer needed"));
            await().atMost(LONGEST).until(() -> source.token().isCancellationRequested());
            assertThat(node.isAlone()).isTrue();
        }
    }

    @Test
    void a_node_with_peers_has_told_its_last_update_when_it_is_closed() {
        String ports = TestNodes.freePort() + "," + TestNodes.freePort();
        try (PermanentLoops readerLoops = new PermanentLoops(Thread::new);
                ClusterNode reading =
                        ClusterNode.start(settings("reader", ports, 1), List.of(StateNode.entryFormat()));
                StateNode reader = StateNode.start(reading, defaults(), readerLoops)) {
            try (ClusterNode writing =
                            ClusterNode.start(settings("writer", ports, 0), List.of(StateNode.entryFormat()));
                    PermanentLoops loops = new PermanentLoops(Thread::new);
                    StateNode writer = StateNode.start(writing, defaults(), loops)) {
                await().atMost(LONGEST).until(() -> writing.size() == 2 && reading.size() == 2);
                writer.asyncState().create(new Count(0), null, StateOptions.defaults());
                for (int i = 0; i < 1_000; i++) {
                    writer.asyncState().update(Count.class, null, Count::plusOne);
                }
            }

            assertThat(reader.asyncState().find(Count.class, null)).contains(new Count(1_000));
        }
    }

    private static StateSettings defaults() {
        return StateSettings.from(Settings.defaults());
    }

    private static ClusterSettings settings(String name, String ports, int self) {
        String[] all = ports.split(",", -1);
        return ClusterSettings.from(Settings.of(Map.of(
                "longhaul.node.name",
                name,
                "longhaul.cluster.insecure",
                "true",
                "longhaul.cluster.name",
                "plain-" + ports.hashCode(),
                "longhaul.cluster.port",
                all[self],
                "longhaul.cluster.peers",
                "127.0.0.1:" + all[0] + ",127.0.0.1:" + all[1])));
    }
}
