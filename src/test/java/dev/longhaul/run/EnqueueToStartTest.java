package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.LoopbackCluster;
import dev.longhaul.database.Database;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.settings.Settings;
import dev.longhaul.testing.FaultyDataSource;
import dev.longhaul.testing.Figures;
import dev.longhaul.testing.PooledDataSource;
import dev.longhaul.testing.TestDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How soon a run begins that is enqueued while a node is idle, on two nodes over TCP in this JVM. How often it is measured
 * is the system property {@code longhaul.faults.enqueues}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnqueueToStartTest {

    private static final int TIMES = Integer.getInteger("longhaul.faults.enqueues", 30);

    /** The number of the request. */
    public record Ping(long number) {}

    /** A ping that has begun. */
    private record Begun(String node, long number, long nanos) {}

    private final LoopbackCluster cluster = LoopbackCluster.overTcp(TestStates.schema());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Begun> begun = new LinkedBlockingQueue<>();
    private final Map<String, AtomicInteger> queries = new HashMap<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<TestRunNode> nodes = new ArrayList<>();
    private Database database;

    @BeforeAll
    void start() {
        PGSimpleDataSource postgresql = new PGSimpleDataSource();
        postgresql.setURL(TestDatabases.freshPostgresqlUrl());
        database = new Database(PooledDataSource.over(postgresql));
        RunBeans.SCHEMA.migrate(database);
        database.jdbi()
                .useHandle(handle -> handle.execute(
                        "CREATE TABLE paced (id BIGINT PRIMARY KEY, text VARCHAR, at TIMESTAMP WITH TIME ZONE)"));
        for (String name : List.of("a", "b")) {
            AtomicInteger count = new AtomicInteger();
            queries.put(name, count);
            FaultyDataSource counted = new FaultyDataSource(PooledDataSource.over(postgresql));
            counted.add((moment, sql) -> {
                if (moment == FaultyDataSource.Moment.BEFORE_STATEMENT) {
                    count.incrementAndGet();
                }
            });
            ClusterNode node = cluster.start(name);
            PermanentLoops loops = new PermanentLoops(Thread::new);
            nodes.add(TestRunNode.start(
                    new TestRunNode.Place(new Database(counted), node, TestStates.running(node, loops), loops, threads),
                    Settings.defaults(),
                    List.of(new Pings(name), new Holding())));
        }
    }

    @AfterAll
    void stop() {
        end.countDown();
        nodes.forEach(TestRunNode::stop);
        cluster.close();
        threads.shutdownNow();
    }

    private final class Pings implements RunHandler<Ping> {

        private final String node;

        Pings(String node) {
            this.node = node;
        }

        @Override
        public String type() {
            return "ping";
        }

        @Override
        public Class<Ping> requestType() {
            return Ping.class;
        }

        @Override
        public void run(RunExecution<Ping> execution) {
            begun.add(new Begun(node, execution.request().number(), System.nanoTime()));
        }
    }

    /** Keeps the one place of a node's queue until the end. */
    private final class Holding implements RunHandler<Ping> {

        @Override
        public String type() {
            return "holding";
        }

        @Override
        public Class<Ping> requestType() {
            return Ping.class;
        }

        @Override
        public void run(RunExecution<Ping> execution) throws InterruptedException {
            begun.add(new Begun("held", 0, 0));
            end.await(5, TimeUnit.MINUTES);
        }
    }

    @Test
    void a_run_begins_at_once_on_an_idle_node_and_within_milliseconds_on_another_and_idle_nodes_hardly_ask()
            throws Exception {
        List<Duration> commits = new ArrayList<>();
        List<Duration> here = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            commits.add(paced(time));
            here.add(enqueueToStart(time).took());
        }
        int idle = queriesWhileIdle();

        nodes.get(0).runs().enqueue("holding", new Ping(0), "anna", null);
        assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
        List<Duration> elsewhere = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            Started started = enqueueToStart(1_000 + time);
            assertThat(started.node()).isEqualTo("b");
            elsewhere.add(started.took());
        }

        String times = "enqueue to start, p50 of %d: same node %d us, other node %d us, beside one commit of %d us";
        Figures.note(times.formatted(TIMES, p50(here), p50(elsewhere), p50(commits)));
        Figures.note("statements of an idle node in 5 s: " + idle);
        assertThat(p50(here)).isLessThan(300_000);
        assertThat(p50(elsewhere)).as("told, and not found by a scan").isLessThan(300_000);
        assertThat(idle).isLessThanOrEqualTo(6);
    }

    private Duration paced(int number) {
        long begin = System.nanoTime();
        database.jdbi()
                .useTransaction(handle -> handle.execute(
                        "INSERT INTO paced (id, text, at) VALUES (?, ?, CURRENT_TIMESTAMP)", number, "x".repeat(200)));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private record Started(String node, Duration took) {}

    private Started enqueueToStart(long number) throws InterruptedException {
        long begin = System.nanoTime();
        RunId id = nodes.get(0).runs().enqueue("ping", new Ping(number), "anna", null);
        Begun answer = begun.poll(20, TimeUnit.SECONDS);
        assertThat(answer).isNotNull();
        assertThat(answer.number()).isEqualTo(number);
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> nodes.get(0).runs().find(id).orElseThrow().status().isEnded());
        return new Started(answer.node(), Duration.ofNanos(answer.nanos() - begin));
    }

    /** The more of both nodes, in five seconds. */
    private int queriesWhileIdle() {
        queries.values().forEach(count -> count.set(0));
        long begin = System.nanoTime();
        Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> System.nanoTime() - begin > 5_000_000_000L);
        return queries.values().stream().mapToInt(AtomicInteger::get).max().orElseThrow();
    }

    private static long p50(List<Duration> times) {
        List<Duration> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2).toNanos() / 1_000;
    }
}
