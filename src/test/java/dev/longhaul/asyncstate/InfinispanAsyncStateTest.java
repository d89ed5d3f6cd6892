package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.LoopbackCluster;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InfinispanAsyncStateTest extends AsyncStateContract {

    private final LoopbackCluster cluster = new LoopbackCluster(new GeneratedStateSchema());
    private final ClusterNode first = cluster.start("first");
    private final ClusterNode second = cluster.start("second");
    private final AsyncState owner = ClusterStates.on(first);
    private final AsyncState other = ClusterStates.on(second);

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Override
    AsyncState owner() {
        return owner;
    }

    @Override
    AsyncState other() {
        return other;
    }

    @Override
    String ownerName() {
        return "first";
    }

    @Override
    void settle() {
        for (int i = 0; i < 2; i++) {
            assertThat(owner.flushWithin(Duration.ofSeconds(10))).isTrue();
            assertThat(other.flushWithin(Duration.ofSeconds(10))).isTrue();
            owner.dispatch().step();
            other.dispatch().step();
        }
    }
}
