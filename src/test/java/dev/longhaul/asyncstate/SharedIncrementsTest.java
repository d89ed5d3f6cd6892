package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.LoopbackCluster;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.testing.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One state incremented by many writers of three nodes over TCP: the total is exact. The number of increments of each
 * writer is the system property {@code longhaul.test.increments}, default 200.
 */
class SharedIncrementsTest {

    private static final int WRITERS = 8;
    private static final int INCREMENTS = Integer.getInteger("longhaul.test.increments", 200);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final LoopbackCluster cluster = LoopbackCluster.overTcp(StateNode.entryFormat());
    private final PermanentLoops loops = new PermanentLoops(Thread::new);
    private final ExecutorService writers = Executors.newCachedThreadPool();
    private final List<AsyncState> nodes = new ArrayList<>();
    private final CountDownLatch halfway = new CountDownLatch(WRITERS * INCREMENTS);
    private final AtomicLong total = new AtomicLong();

    public record Count(long number) {
        Count plusOne() {
            return new Count(number + 1);
        }
    }

    @BeforeEach
    void start() {
        for (String name : List.of("first", "second", "third")) {
            nodes.add(TestStates.running(cluster.start(name), loops));
        }
        nodes.get(0).create(new Count(0), null, StateOptions.defaults());
        nodes.forEach(this::awaitState);
    }

    @AfterEach
    void stop() {
        writers.shutdownNow();
        loops.close();
        cluster.close();
    }

    @Test
    void the_total_is_exact_when_writers_of_three_nodes_increment() throws Exception {
        long begun = System.nanoTime();
        List<Future<?>> all = new ArrayList<>();
        nodes.forEach(node -> all.addAll(write(node, INCREMENTS)));
        awaitAll(all);
        Figures.note(String.format(
                "%s increments by 3 x %s writers took %s ms",
                total.get(), WRITERS, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)));

        assertTotal();
    }

    @Test
    void the_total_is_exact_when_a_node_joins_in_the_middle() throws Exception {
        List<Future<?>> all = new ArrayList<>();
        nodes.forEach(node -> all.addAll(write(node, INCREMENTS)));
        awaitHalfway();

        AsyncState joined = TestStates.running(cluster.start("fourth"), loops);
        nodes.add(joined);
        awaitState(joined);
        all.addAll(write(joined, INCREMENTS));
        awaitAll(all);

        assertTotal();
    }

    @Test
    void the_total_is_exact_when_a_node_leaves_in_the_middle() throws Exception {
        List<Future<?>> staying = new ArrayList<>();
        staying.addAll(write(nodes.get(0), 2 * INCREMENTS));
        staying.addAll(write(nodes.get(1), 2 * INCREMENTS));
        List<Future<?>> leaving = write(nodes.get(2), INCREMENTS / 2);
        awaitAll(leaving);

        ClusterNode last = cluster.nodes().get(2);
        last.close();
        nodes.remove(2);
        awaitAll(staying);

        assertTotal();
    }

    private List<Future<?>> write(AsyncState node, int increments) {
        List<Future<?>> begun = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            begun.add(writers.submit(() -> {
                for (int i = 0; i < increments; i++) {
                    node.update(Count.class, null, Count::plusOne);
                    total.incrementAndGet();
                    halfway.countDown();
                }
            }));
        }
        return begun;
    }

    private void awaitHalfway() throws InterruptedException {
        assertThat(halfway.await(5, TimeUnit.MINUTES)).isTrue();
    }

    private static void awaitAll(List<Future<?>> writes) throws Exception {
        for (Future<?> write : writes) {
            write.get(10, TimeUnit.MINUTES);
        }
    }

    private void awaitState(AsyncState node) {
        await().atMost(LONGEST).until(() -> node.contains(Count.class, null));
    }

    private void assertTotal() {
        for (AsyncState node : nodes) {
            await().atMost(LONGEST).untilAsserted(() -> assertThat(node.find(Count.class, null))
                    .contains(new Count(total.get())));
        }
    }
}
