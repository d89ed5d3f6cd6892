package dev.longhaul.asyncstate;

import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.LoopbackCluster;
import dev.longhaul.cluster.TestNodes;
import dev.longhaul.lifecycle.PermanentLoops;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.infinispan.Cache;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an update costs its owner, beside the least that could count (an atomic number) and the obvious way to share it
 * (a synchronous put into a replicated cache): two nodes over TCP in this JVM, with the flush running.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
public class AsyncStateBenchmark {

    private final AtomicLong atomic = new AtomicLong();
    private final PermanentLoops loops = new PermanentLoops(Thread::new);
    private LoopbackCluster cluster = LoopbackCluster.overTcp(StateNode.entryFormat());
    private AsyncState owner = started();
    private Cache<String, String> cache = replicated();

    /** As a job's progress is: a name for each run, and some numbers. */
    public record Progress(long processed, long failed) {
        Progress plusOne() {
            return new Progress(processed + 1, failed);
        }
    }

    private AsyncState started() {
        ClusterNode first = cluster.start("first");
        ClusterNode second = cluster.start("second");
        TestStates.running(second, loops);
        return TestStates.running(first, loops);
    }

    private Cache<String, String> replicated() {
        Cache<String, String> first = null;
        for (ClusterNode node : cluster.nodes()) {
            Cache<String, String> made = TestNodes.rawCache(node);
            first = first == null ? made : first;
        }
        if (first == null) {
            throw new IllegalStateException("no nodes");
        }
        return first;
    }

    @Setup(Level.Trial)
    public void create() {
        owner.create(new Progress(0, 0), "run-1", StateOptions.defaults());
    }

    @TearDown(Level.Trial)
    public void stop() {
        loops.close();
        cluster.close();
    }

    @Benchmark
    public Progress update() {
        return owner.update(Progress.class, "run-1", Progress::plusOne);
    }

    @Benchmark
    public long update_limit_atomic_long() {
        return atomic.incrementAndGet();
    }

    @Benchmark
    public Object update_limit_synchronous_put() {
        long processed = atomic.incrementAndGet();
        return cache.put("run-1", "{\"processed\":" + processed + ",\"failed\":0}");
    }
}
