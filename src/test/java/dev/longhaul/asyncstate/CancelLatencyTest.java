package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longhaul.asyncstate.CancelReceipt.Stage;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.LoopbackCluster;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.testing.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.infinispan.Cache;
import org.infinispan.configuration.cache.CacheMode;
import org.infinispan.configuration.cache.ConfigurationBuilder;
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

    private final LoopbackCluster cluster = LoopbackCluster.overTcp(new GeneratedStateSchema());
    private final PermanentLoops loops = new PermanentLoops(Thread::new);
    private final List<AsyncState> nodes = new ArrayList<>();
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
        ConfigurationBuilder configuration = new ConfigurationBuilder();
        configuration.clustering().cacheMode(CacheMode.REPL_SYNC);
        configuration.encoding().mediaType("application/x-java-object");
        for (String name : List.of("first", "second", "third")) {
            ClusterNode node = cluster.start(name);
            nodes.add(ClusterStates.running(node, loops));
            raw.add(node.cacheManager().createCache("raw", configuration.build()));
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
        AsyncState owner = nodes.get(0);
        AsyncState other = nodes.get(1);
        List<CancellationSource> sources = new ArrayList<>();
        List<CancelReceipt> receipts = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            CancellationSource source = new CancellationSource();
            sources.add(source);
            owner.create(new Count(i), "work-" + i, StateOptions.defaults().withSource(source));
        }
        assertThat(owner.flushWithin(LONGEST)).isTrue();
        for (int i = 0; i < BATCH; i++) {
            CountDownLatch reached = new CountDownLatch(1);
            long[] at = new long[1];
            sources.get(i).token().onCancelled(reason -> {
                at[0] = System.nanoTime();
                reached.countDown();
            });
            long begun = System.nanoTime();
            receipts.add(other.cancel(Count.class, "work-" + i, CancellationReason.of(Kind.USER, "measured")));
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
        for (CancelReceipt receipt : receipts) {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .atMost(LONGEST)
                    .until(() -> receipt.stage() == Stage.ENDED);
            assertThat(List.of(
                            receipt.requestedAt().orElseThrow(),
                            receipt.deliveredAt().orElseThrow(),
                            receipt.observedAt().orElseThrow(),
                            receipt.endedAt().orElseThrow()))
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
