package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.cluster.LoopbackCluster;
import dev.longhaul.database.Database;
import dev.longhaul.settings.Settings;
import dev.longhaul.testing.PooledDataSource;
import dev.longhaul.testing.TestDatabases;
import jakarta.json.bind.JsonbBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The owner of a run whose pool has no connection left, for longer than the lease, beside a node that has some. */
class FullPoolTest {

    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final int MOST = 4;

    private final LoopbackCluster cluster = new LoopbackCluster(TestStates.schema());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HeldHandler handler = new HeldHandler();
    private final List<Connection> taken = new ArrayList<>();
    private Database database;
    private DataSource pool;
    private TestRunNode owner;
    private TestRunNode other;

    @BeforeEach
    void start() {
        database = TestDatabases.postgresql(RunNode.SCHEMA);
        pool = PooledDataSource.over(database.dataSource(), MOST);
        owner = start("owner", new Database(pool));
        other = start("other", database);
    }

    private TestRunNode start(String name, Database from) {
        return TestRunNode.start(
                TestRunNode.Place.on(cluster.start(name), from, threads),
                Settings.of(Map.of("longhaul.run.lease", LEASE.toSeconds() + "s")),
                List.of(handler));
    }

    @AfterEach
    void stop() throws SQLException {
        handler.goOn();
        giveBack();
        owner.stop();
        other.stop();
        cluster.close();
        threads.shutdownNow();
    }

    private void giveBack() throws SQLException {
        for (Connection connection : taken) {
            connection.close();
        }
    }

    @Test
    void an_owner_whose_pool_is_exhausted_for_longer_than_the_lease_keeps_its_run() throws Exception {
        RunId id = owner.runs().enqueue(HeldHandler.TYPE, new HeldHandler.Work(), "anna", 1L);
        handler.awaitBegun();
        // the last one is that of the signs
        while (taken.size() < MOST - 1) {
            taken.add(pool.getConnection());
        }
        // waits for that one, too, should it ever be given back
        Future<Connection> oneMore = threads.submit(() -> pool.getConnection());

        Duration exhausted = LEASE.multipliedBy(2);
        Awaitility.await()
                .pollDelay(exhausted)
                .timeout(exhausted.plusSeconds(10))
                .until(() -> true);

        RunDatabase tables = new RunDatabase(database, JsonbBuilder.create(), ended -> {});
        assertThat(tables.queries().find(id).orElseThrow().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(oneMore).isNotDone();
        giveBack();
        taken.add(oneMore.get(20, TimeUnit.SECONDS));
        handler.goOn();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> tables.queries()
                .find(id)
                .map(Run::status)
                .filter(RunStatus.SUCCEEDED::equals)
                .isPresent());
        assertThat(tables.queries().find(id).orElseThrow().epoch()).isEqualTo(1);
    }
}
