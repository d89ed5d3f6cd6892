package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longhaul.asyncstate.StateProcess.Count;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.TestNodes;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.testing.Figures;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A second process that the kernel stops and lets go on: its sockets stay open, so nothing tells its peer. For how long
 * is the system property {@code longhaul.test.freeze} in seconds, default 4.
 */
class FrozenPeerTest {

    private static final Duration FREEZE = Duration.ofSeconds(Long.getLong("longhaul.test.freeze", 4));
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final PermanentLoops loops = new PermanentLoops(Thread::new);
    private final int port = TestNodes.freePort();
    private final int otherPort = TestNodes.freePort();
    private final String peers = "127.0.0.1:" + port + ",127.0.0.1:" + otherPort;
    private final ClusterNode node = TestNodes.start("first", "127.0.0.1", port, peers, StateNode.entryFormat());
    private final AsyncState owner = TestStates.running(node, loops);
    private final NodeProcess peer = NodeProcess.start(List.of(), "second", "127.0.0.1", otherPort, peers);

    @BeforeEach
    void create() {
        await().atMost(LONGEST).until(() -> node.size() == 2);
        owner.create(new Count(0), "work", StateOptions.defaults());
        await().atMost(LONGEST).until(() -> peer.order("find work").equals("0"));
    }

    @AfterEach
    void stop() {
        peer.close();
        loops.close();
        node.close();
    }

    @Test
    void the_owner_updates_on_at_full_speed_and_all_agree_afterwards() {
        assertThat(peer.order("update work")).isEqualTo("1");
        Histogram calls = new Histogram();
        hammer(calls, Duration.ofSeconds(1));
        calls.clear();

        peer.freeze();
        hammer(calls, FREEZE);
        peer.thaw();

        long total = owner.find(Count.class, "work").orElseThrow().number();
        long thawed = System.nanoTime();
        await().pollInterval(Duration.ofMillis(20)).atMost(LONGEST).until(() -> peer.order("find work")
                .equals(Long.toString(total)));
        Figures.note(String.format(
                "peer frozen for %s: %s updates, p50 %s ns, p99.9 %s ns, longest %s us; all agreed %s ms later",
                FREEZE,
                calls.count(),
                calls.percentile(0.5),
                calls.percentile(0.999),
                TimeUnit.NANOSECONDS.toMicros(calls.percentile(1)),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - thawed)));
        assertThat(calls.percentile(1))
                .as("a put would be held for two seconds")
                .isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(calls.percentile(0.999)).isLessThanOrEqualTo(TimeUnit.MICROSECONDS.toNanos(100));
        assertThat(Long.parseLong(peer.order("update work"))).isEqualTo(total + 1);
    }

    private void hammer(Histogram calls, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        long before = System.nanoTime();
        while (before < end) {
            owner.update(Count.class, "work", Count::plusOne);
            long after = System.nanoTime();
            calls.add(after - before);
            before = after;
        }
    }

    /** Counts of times, each kept to three per cent. */
    private static final class Histogram {

        private static final int STEPS = 32;

        private final long[] counts = new long[64 * STEPS];

        void add(long nanos) {
            counts[slot(Math.max(1, nanos))]++;
        }

        private static int slot(long nanos) {
            int power = 63 - Long.numberOfLeadingZeros(nanos);
            long step = power < 5 ? 0 : (nanos >>> (power - 5)) - STEPS;
            return power * STEPS + (int) step;
        }

        private static long upperEnd(int slot) {
            int power = slot / STEPS;
            long step = slot % STEPS;
            return power < 5 ? 1L << (power + 1) : (STEPS + step + 1) << (power - 5);
        }

        void clear() {
            Arrays.fill(counts, 0);
        }

        long count() {
            return Arrays.stream(counts).sum();
        }

        long percentile(double part) {
            long wanted = (long) Math.ceil(part * count());
            long seen = 0;
            for (int slot = 0; slot < counts.length; slot++) {
                seen += counts[slot];
                if (seen >= wanted && counts[slot] > 0) {
                    return upperEnd(slot);
                }
            }
            return 0;
        }
    }
}
