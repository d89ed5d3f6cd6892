package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.cancellation.CancelReceipt.Stage;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.LoopbackCluster;
import dev.longhaul.cluster.TestNodes;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.testing.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.infinispan.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Cancels from a node that is not the owner, on three nodes over TCP, each beside a raw synchronous put into a
 * replicated cache of the same nodes. Their number is the system property {@code longhaul.test.cancels}, default 300.
 */
class CancelLatencyTest {

    private static final int CANCELS = Integer.getInteger("longhaul.test.cancels", 300);
    private static final int BATCH = 100;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final LoopbackCluster cluster = LoopbackCluster.overTcp(StateNode.entryFormat());
    private final PermanentLoops loops = new PermanentLoops(Thread::new);
    private final List<StateNode> nodes = new ArrayList<>();
    private final List<Cache<String, String>> raw = new ArrayList<>();
    private final List<Long> cancelNanos = new ArrayList<>();
    private final List<Long> putNanos = new ArrayList<>();

    public record Count(long number) {}

    @AfterEach
    void stop() {
        loops.close();
        cluster.close();
    }

    @Test
    void every_cancel_reaches_its_work_and_its_receipt_tells_all_four_stages() throws Exception {
        for (String name : List.of("first", "second", "third")) {
            ClusterNode node = cluster.start(name);
            nodes.add(TestStates.start(node, loops));
            raw.add(TestNodes.rawCache(node));
        }
        // what runs first is not compiled yet
        for (int done = 0; done < Math.min(CANCELS, 3_000); done += BATCH) {
            cancelBatch();
        }
        cancelNanos.clear();
        putNanos.clear();

        for (int done = 0; done < CANCELS; done += BATCH) {
            cancelBatch();
        }

        Figures.note(String.format(
                "%s cancels: from the call to the source of the owner %s; a raw put beside each %s",
                cancelNanos.size(), percentiles(cancelNanos), percentiles(putNanos)));
    }

    private void cancelBatch() throws InterruptedException {
        AsyncState owner = nodes.get(0).asyncState();
        AsyncState other = nodes.get(1).asyncState();
        List<CancellationSource> sources = new ArrayList<>();
        List<RequestedCancel> cancels = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            CancellationSource source = new CancellationSource();
            sources.add(source);
            owner.create(new Count(i), "work-" + i, StateOptions.defaults().withSource(source));
        }
        assertThat(nodes.get(0).flushWithin(LONGEST)).isTrue();
        for (int i = 0; i < BATCH; i++) {
            CountDownLatch reached = new CountDownLatch(1);
            long[] at = new long[1];
            sources.get(i).token().onCancelled(reason -> {
                at[0] = System.nanoTime();
                reached.countDown();
            });
            long begun = System.nanoTime();
            cancels.add(other.cancel(Count.class, "work-" + i, CancellationReason.of(Kind.USER, "measured")));
            assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
            cancelNanos.add(at[0] - begun);
            begun = System.nanoTime();
            raw.get(1).put("work-" + i, "USER: measured");
            putNanos.add(System.nanoTime() - begun);
        }
        sources.forEach(CancellationSource::close);
        for (int i = 0; i < BATCH; i++) {
            assertThat(owner.remove(Count.class, "work-" + i)).isTrue();
        }
        for (RequestedCancel cancel : cancels) {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(LONGEST)
                    .until(() -> StatePairContract.stageOf(cancel)
                            .filter(Stage.ENDED::equals)
                            .isPresent());
            CancelReceipt receipt = cancel.receipt().orElseThrow();
            assertThat(receipt.observedAt()).isNotNull();
            assertThat(Stream.of(receipt.requestedAt(), receipt.deliveredAt(), receipt.observedAt(), receipt.endedAt()))
                    .isSorted();
        }
    }

    private static String percentiles(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return "p50 " + micros(sorted, 0.5) + ", p99 " + micros(sorted, 0.99) + ", longest "
                + TimeUnit.NANOSECONDS.toMicros(Arrays.stream(sorted).max().orElse(0)) + " us";
    }

    private static String micros(long[] sorted, double part) {
        return TimeUnit.NANOSECONDS.toMicros(sorted[(int) (part * (sorted.length - 1))]) + " us";
    }
}
