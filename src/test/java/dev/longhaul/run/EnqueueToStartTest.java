package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.LoopbackCluster;
import dev.longhaul.database.Database;
import dev.longhaul.settings.Settings;
import dev.longhaul.testing.FaultyDataSource;
import dev.longhaul.testing.Figures;
import dev.longhaul.testing.PooledDataSource;
import dev.longhaul.testing.Sql;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * How soon a run begins that is enqueued while a node is idle, on two nodes over TCP in this JVM, with a PostgreSQL
 * that waits for its disk as those do that are not for tests. System properties: how often it is measured,
 * {@code longhaul.faults.enqueues}; how often before that, so that the code is compiled,
 * {@code longhaul.faults.warm-up}; and how long the nodes are idle before each, {@code longhaul.faults.idle-millis}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnqueueToStartTest {

    private static final int TIMES = Integer.getInteger("longhaul.faults.enqueues", 10);
    private static final int WARM_UP = Integer.getInteger("longhaul.faults.warm-up", 10);
    private static final Duration IDLE = Duration.ofMillis(Integer.getInteger("longhaul.faults.idle-millis", 20));
    private static final Duration WARM_UP_IDLE = Duration.ofMillis(10);

    /** The number of the request. */
    public record Ping(long number) {}

    /** A ping that has begun. */
    private record Begun(String node, long number, long nanos) {}

    private final LoopbackCluster cluster = LoopbackCluster.overTcp(TestStates.schema());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Begun> begun = new LinkedBlockingQueue<>();
    private final Map<String, AtomicInteger> queries = new HashMap<>();
    /** Not while anything is measured: what counts has its cost. */
    private final AtomicBoolean isCounted = new AtomicBoolean();

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<TestRunNode> nodes = new ArrayList<>();
    private final AtomicLong numbers = new AtomicLong();
    private EmbeddedPostgres server;
    private Database database;

    @BeforeAll
    void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .start();
        PGSimpleDataSource postgresql = new PGSimpleDataSource();
        postgresql.setURL(server.getJdbcUrl("postgres", "postgres"));
        database = new Database(PooledDataSource.over(postgresql));
        RunNode.SCHEMA.migrate(database);
        Sql.on(database)
                .useHandle(handle -> handle.execute(
                        "CREATE TABLE paced (id BIGINT PRIMARY KEY, text VARCHAR, at TIMESTAMP WITH TIME ZONE)"));
        for (String name : List.of("a", "b")) {
            AtomicInteger count = new AtomicInteger();
            queries.put(name, count);
            DataSource pooled = PooledDataSource.over(postgresql);
            FaultyDataSource counted = new FaultyDataSource(pooled);
            counted.add((moment, sql) -> {
                if (moment == FaultyDataSource.Moment.BEFORE_STATEMENT) {
                    count.incrementAndGet();
                }
            });
            ClusterNode node = cluster.start(name);
            nodes.add(TestRunNode.start(
                    TestRunNode.Place.on(node, new Database(either(counted, pooled)), threads),
                    Settings.defaults(),
                    List.of(new Pings(name), new Holding())));
        }
    }

    private DataSource either(DataSource counted, DataSource uncounted) {
        return (DataSource) Proxy.newProxyInstance(
                EnqueueToStartTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.invoke(isCounted.get() ? counted : uncounted, arguments));
    }

    @AfterAll
    void stop() throws IOException {
        end.countDown();
        nodes.forEach(TestRunNode::stop);
        cluster.close();
        threads.shutdownNow();
        server.close();
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
        measure(WARM_UP, WARM_UP_IDLE);
        Measured here = measure(TIMES, IDLE);
        int idle = queriesWhileIdle();

        nodes.get(0).runs().enqueue("holding", new Ping(0), "anna", null);
        assertThat(begun.poll(10, TimeUnit.SECONDS)).isNotNull();
        measure(WARM_UP, WARM_UP_IDLE);
        Measured elsewhere = measure(TIMES, IDLE);

        note("the same node", here);
        note("another node", elsewhere);
        Figures.note("statements of an idle node in 3 s: " + idle);
        assertThat(here.nodes()).containsOnly("a");
        assertThat(elsewhere.nodes()).containsOnly("b");
        assertThat(p50(here.starts())).isLessThan(300_000);
        assertThat(p50(elsewhere.starts())).as("told, and not found by a scan").isLessThan(300_000);
        assertThat(idle).isLessThanOrEqualTo(4);
    }

    /** What was measured in turns: a paced commit, and from an enqueue to the first line of its handler. */
    private record Measured(List<Duration> commits, List<Duration> starts, Set<String> nodes) {}

    private static void note(String where, Measured figures) {
        Figures.note("enqueue to start on %s, %d times: p50 %d us, p99 %d us, beside one commit of p50 %d us"
                .formatted(
                        where, TIMES, p50(figures.starts()), percentile(figures.starts(), 99), p50(figures.commits())));
    }

    private Measured measure(int times, Duration idle) throws InterruptedException {
        Measured figures = new Measured(new ArrayList<>(), new ArrayList<>(), new HashSet<>());
        for (int time = 0; time < times; time++) {
            await(idle);
            figures.commits().add(paced());
            await(idle);
            Started started = enqueueToStart();
            figures.starts().add(started.took());
            figures.nodes().add(started.node());
        }
        return figures;
    }

    private static void await(Duration time) {
        Awaitility.await().pollDelay(time).timeout(time.plusSeconds(10)).until(() -> true);
    }

    private Duration paced() {
        long number = numbers.incrementAndGet();
        long begin = System.nanoTime();
        Sql.on(database)
                .useTransaction(handle -> handle.execute(
                        "INSERT INTO paced (id, text, at) VALUES (?, ?, CURRENT_TIMESTAMP)", number, "x".repeat(200)));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private record Started(String node, Duration took) {}

    private Started enqueueToStart() throws InterruptedException {
        long number = numbers.incrementAndGet();
        long begin = System.nanoTime();
        RunId id = nodes.get(0).runs().enqueue("ping", new Ping(number), "anna", null);
        Begun answer = begun.poll(20, TimeUnit.SECONDS);
        assertThat(answer).isNotNull();
        assertThat(answer.number()).isEqualTo(number);
        Awaitility.await()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> nodes.get(0).runs().find(id).orElseThrow().status().isEnded());
        return new Started(answer.node(), Duration.ofNanos(answer.nanos() - begin));
    }

    /** The more of both nodes, in three seconds. */
    private int queriesWhileIdle() {
        isCounted.set(true);
        await(Duration.ofSeconds(3));
        isCounted.set(false);
        return queries.values().stream().mapToInt(AtomicInteger::get).max().orElseThrow();
    }

    private static long p50(List<Duration> times) {
        return percentile(times, 50);
    }

    private static long percentile(List<Duration> times, int percent) {
        List<Duration> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get(sorted.size() * percent / 100).toNanos() / 1_000;
    }
}
