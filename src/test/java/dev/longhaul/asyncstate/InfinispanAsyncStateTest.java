package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.LoopbackCluster;
import dev.longhaul.lifecycle.PermanentLoops;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InfinispanAsyncStateTest extends AsyncStateContract {

    private final LoopbackCluster cluster = LoopbackCluster.overTcp(new GeneratedStateSchema());
    private final PermanentLoops loops = new PermanentLoops(Thread::new);
    private List<AsyncState> states = List.of();

    /** How many nodes there are besides the owner and the other. */
    int bystanders() {
        return 0;
    }

    @BeforeAll
    void start() {
        List<ClusterNode> nodes = Stream.of("first", "second", "third")
                .limit(2L + bystanders())
                .map(cluster::start)
                .toList();
        states = nodes.stream().map(node -> ClusterStates.on(node, loops)).toList();
    }

    @AfterAll
    void stop() {
        loops.close();
        cluster.close();
    }

    @Override
    AsyncState owner() {
        return states.get(0);
    }

    @Override
    AsyncState other() {
        return states.get(1);
    }

    @Override
    String ownerName() {
        return "first";
    }

    @Override
    void settle() {
        for (int i = 0; i < 2; i++) {
            for (AsyncState state : states) {
                assertThat(state.flushWithin(Duration.ofSeconds(10))).isTrue();
            }
            states.forEach(state -> state.dispatch().step());
        }
    }
}
