package dev.longhaul.it.probe;

import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.background.BackgroundTaskQueue;
import dev.longhaul.settings.ContainerResources;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The queue beside a bare {@code ManagedExecutorService} and a bare pool of one thread, in one run inside a server:
 * rounds in turn, the first thrown away.
 */
@Path("benchmark")
@RequestScoped
@SuppressWarnings("NullAway.Init") // injected by the container
public class BenchmarkResource {

    private static final int HAND_OFFS = 2_000;

    @Inject
    private BackgroundQueues queues;

    /** One line for each contender: tasks per second and hand-off, of each round and their medians. */
    @GET
    public String run(
            @QueryParam("rounds") @DefaultValue("7") int rounds, @QueryParam("tasks") @DefaultValue("100000") int tasks)
            throws InterruptedException {
        BackgroundTaskQueue queue = queues.queue("order");
        ManagedExecutorService managed =
                ContainerResources.require(ManagedExecutorService.class, "java:comp/DefaultManagedExecutorService");
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Map<String, Consumer<Runnable>> contenders = new LinkedHashMap<>();
            contenders.put("queue", work -> queue.enqueue("benchmark", token -> work.run()));
            contenders.put("managed executor", managed::execute);
            contenders.put("pool of one thread", pool::execute);
            Map<String, double[]> throughput = new LinkedHashMap<>();
            Map<String, double[]> handOff = new LinkedHashMap<>();
            for (int round = -1; round < rounds; round++) {
                for (Map.Entry<String, Consumer<Runnable>> contender : contenders.entrySet()) {
                    double perSecond = tasksPerSecond(contender.getValue(), tasks);
                    double micros = handOffMicros(contender.getValue());
                    if (round >= 0) {
                        throughput.computeIfAbsent(contender.getKey(), name -> new double[rounds])[round] = perSecond;
                        handOff.computeIfAbsent(contender.getKey(), name -> new double[rounds])[round] = micros;
                    }
                }
            }
            StringBuilder text = new StringBuilder();
            throughput.forEach((name, perSecond) ->
                    text.append(line(name, perSecond, handOff.getOrDefault(name, new double[rounds]))));
            return text.toString();
        } finally {
            pool.shutdownNow();
        }
    }

    private static double tasksPerSecond(Consumer<Runnable> contender, int tasks) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(tasks);
        long begin = System.nanoTime();
        for (int i = 0; i < tasks; i++) {
            contender.accept(ended::countDown);
        }
        ended.await(2, TimeUnit.MINUTES);
        return tasks * 1e9 / (System.nanoTime() - begin);
    }

    /** From the call to the first instruction of the task, when nothing else runs: the median of many. */
    private static double handOffMicros(Consumer<Runnable> contender) throws InterruptedException {
        long[] nanos = new long[HAND_OFFS];
        SynchronousQueue<Long> begun = new SynchronousQueue<>();
        for (int i = 0; i < HAND_OFFS; i++) {
            long begin = System.nanoTime();
            contender.accept(() -> hand(begun, System.nanoTime()));
            nanos[i] = begun.take() - begin;
        }
        Arrays.sort(nanos);
        return nanos[HAND_OFFS / 2] / 1e3;
    }

    private static void hand(SynchronousQueue<Long> to, long value) {
        try {
            to.put(value);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String line(String name, double[] perSecond, double[] micros) {
        double[] sorted = perSecond.clone();
        double[] sortedMicros = micros.clone();
        Arrays.sort(sorted);
        Arrays.sort(sortedMicros);
        int middle = sorted.length / 2;
        return "%s: median %.0f tasks/s (%.0f to %.0f), hand-off p50 %.1f us (%.1f to %.1f)%n"
                .formatted(
                        name,
                        sorted[middle],
                        sorted[0],
                        sorted[sorted.length - 1],
                        sortedMicros[middle],
                        sortedMicros[0],
                        sortedMicros[sortedMicros.length - 1]);
    }
}
