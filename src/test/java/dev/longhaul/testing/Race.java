package dev.longhaul.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs actors against each other on fresh states, each actor once on each state and on a thread of its own, and judges
 * every state afterwards: the scheme of jcstress. The actors meet at each state, as far as the machine lets them, and
 * then start a few random spins apart, so that all interleavings come up. Each batch has a deadline: a deadlock fails
 * with the stacks.
 *
 * @param <S> what the actors race for
 */
public final class Race<S extends Race.State> {

    /**
     * Iterations of each race: some ten thousand in each build, 10^7 by {@code -Dlonghaul.stress.iterations=10000000}.
     */
    public static final int ITERATIONS = Integer.getInteger("longhaul.stress.iterations", 30_000);

    private static final int BATCH = 1_000;
    private static final int LONGEST_MEETING_SPINS = 200;
    private static final int LONGEST_HEAD_START_SPINS = 24;
    private static final long BATCH_SECONDS = 60;

    /** What every state brings along: the place where its actors meet. */
    public abstract static class State {

        private final AtomicInteger arrived = new AtomicInteger();
    }

    private final Supplier<S> fresh;
    private final List<Consumer<S>> actors = new ArrayList<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile List<S> states = List.of();

    public Race(Supplier<S> fresh) {
        this.fresh = fresh;
    }

    public Race<S> actor(Consumer<S> actor) {
        actors.add(actor);
        return this;
    }

    /** Runs all iterations; the judge throws at the first wrong state. */
    public void judge(Consumer<S> judge) throws InterruptedException {
        CyclicBarrier start = new CyclicBarrier(actors.size() + 1);
        CyclicBarrier end = new CyclicBarrier(actors.size() + 1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < actors.size(); i++) {
            Consumer<S> actor = actors.get(i);
            SplittableRandom random = new SplittableRandom(i);
            threads.add(new Thread(() -> act(actor, random, start, end), "actor " + i));
        }
        threads.forEach(Thread::start);
        try {
            for (int done = 0; done < ITERATIONS; done += BATCH) {
                List<S> batch = new ArrayList<>(BATCH);
                for (int i = 0; i < BATCH; i++) {
                    batch.add(fresh.get());
                }
                states = batch;
                meet(start, threads);
                meet(end, threads);
                batch.forEach(judge);
            }
        } finally {
            threads.forEach(Thread::interrupt);
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(BATCH_SECONDS));
            }
        }
    }

    private void act(Consumer<S> actor, SplittableRandom random, CyclicBarrier start, CyclicBarrier end) {
        try {
            while (true) {
                start.await();
                for (S state : states) {
                    meetOthers(state);
                    for (int spins = random.nextInt(LONGEST_HEAD_START_SPINS); spins > 0; spins--) {
                        Thread.onSpinWait();
                    }
                    actor.accept(state);
                }
                end.await();
            }
        } catch (InterruptedException finished) {
            Thread.currentThread().interrupt();
        } catch (BrokenBarrierException | RuntimeException | Error failed) {
            failure.compareAndSet(null, failed);
            end.reset();
        }
    }

    private void meetOthers(State state) {
        state.arrived.incrementAndGet();
        // bounded: on a busy machine the other actor may have lost its processor
        for (int spins = 0; state.arrived.get() < actors.size() && spins < LONGEST_MEETING_SPINS; spins++) {
            Thread.onSpinWait();
        }
    }

    private void meet(CyclicBarrier barrier, List<Thread> threads) throws InterruptedException {
        try {
            barrier.await(BATCH_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException stuck) {
            StringBuilder stacks = new StringBuilder("the actors did not end within " + BATCH_SECONDS + " s");
            for (Thread thread : threads) {
                stacks.append("\n").append(thread.getName());
                for (StackTraceElement frame : thread.getStackTrace()) {
                    stacks.append("\n    ").append(frame);
                }
            }
            throw new AssertionError(stacks.toString(), stuck);
        } catch (BrokenBarrierException broken) {
            throw new AssertionError("an actor failed", failure.get() == null ? broken : failure.get());
        }
    }
}
