package dev.longhaul.cancellation;

import dev.longhaul.cancellation.CancellationReason.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What a token costs, each figure beside the least that could do the same work. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
@State(Scope.Thread)
public class CancellationBenchmark {

    private static final CancellationReason REASON = CancellationReason.of(Kind.USER, "measured");

    private final CancellationSource source = new CancellationSource();
    private final CancellationToken token = source.token();
    private final AtomicInteger atomic = new AtomicInteger();
    private final Flag flag = new Flag();

    /** An object of its own, as a token is: whoever checks holds a reference, not the field. */
    static final class Flag {
        volatile boolean set;
    }

    @Benchmark
    public boolean check() {
        return token.isCancellationRequested();
    }

    @Benchmark
    public boolean check_limit_volatile_read() {
        return flag.set;
    }

    @Benchmark
    public void register_and_close() {
        token.onCancelled(this::ignore).close();
    }

    private void ignore(CancellationReason reason) {}

    @Benchmark
    public boolean register_and_close_limit_pair_of_compare_and_set() {
        return atomic.compareAndSet(0, 1) && atomic.compareAndSet(1, 0);
    }

    @Benchmark
    public boolean child_create_and_close() {
        try (CancellationSource child = CancellationSource.linkedTo(token)) {
            return child.token().isCancellationRequested();
        }
    }

    /** A fresh source with its callbacks for each firing; the registration is not part of the time. */
    @State(Scope.Thread)
    public static class Thousand {

        final List<Consumer<CancellationReason>> callbacks = new ArrayList<>();
        CancellationSource source = new CancellationSource();
        int sum;

        @Setup(Level.Invocation)
        public void register() {
            source = new CancellationSource();
            callbacks.clear();
            for (int i = 0; i < 1_000; i++) {
                int number = i;
                Consumer<CancellationReason> callback = reason -> sum += number;
                callbacks.add(callback);
                source.token().onCancelled(callback);
            }
        }
    }

    @Benchmark
    public boolean fire_1000_callbacks(Thousand thousand) {
        return thousand.source.cancel(REASON);
    }

    @Benchmark
    public void fire_1000_callbacks_limit_plain_loop(Thousand thousand, Blackhole blackhole) {
        for (Consumer<CancellationReason> callback : thousand.callbacks) {
            callback.accept(REASON);
        }
        blackhole.consume(thousand.sum);
    }
}
