package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.LoopbackCluster;
import dev.longhaul.database.Database;
import dev.longhaul.settings.Settings;
import dev.longhaul.testing.TestDatabases;
import jakarta.json.bind.JsonbBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes that no longer see each other, and both reach the database. */
class CutLinkTest {

    private final LoopbackCluster cluster = new LoopbackCluster(TestStates.schema());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HeldHandler handler = new HeldHandler();
    private final List<TestRunNode> nodes = new ArrayList<>();
    private Database database;

    @BeforeEach
    void start() {
        database = TestDatabases.postgresql(RunNode.SCHEMA);
        for (String name : List.of("a", "b")) {
            ClusterNode node = cluster.start(name);
            nodes.add(TestRunNode.start(
                    TestRunNode.Place.on(node, database, threads), Settings.defaults(), List.of(handler)));
        }
    }

    @AfterEach
    void stop() {
        handler.goOn();
        nodes.forEach(TestRunNode::stop);
        cluster.close();
        threads.shutdownNow();
    }

    @Test
    void a_link_that_is_cut_takes_no_run_from_its_owner_and_a_cancel_from_the_other_side_arrives() throws Exception {
        RunId id = nodes.get(0).runs().enqueue(HeldHandler.TYPE, new HeldHandler.Work(), "anna", 1L);
        handler.awaitBegun();
        ClusterNode owner = cluster.nodes().get(0);
        ClusterNode other = cluster.nodes().get(1);

        cluster.cutOff(owner);
        Awaitility.await("each is alone in its view")
                .atMost(Duration.ofSeconds(30))
                .until(() -> owner.size() == 1 && other.size() == 1);
        long cut = System.nanoTime();
        Awaitility.await("several scans")
                .atMost(Duration.ofSeconds(10))
                .until(() -> System.nanoTime() - cut > 3_500_000_000L);
        RunDatabase tables = new RunDatabase(database, JsonbBuilder.create(), ended -> {});
        assertThat(tables.queries().find(id).orElseThrow().epoch()).isEqualTo(1);
        assertThat(nodes.get(1).runs().cancel(id, "ben", "")).isEqualTo(CancelAnswer.ACCEPTED);
        Awaitility.await("the owner finds the cancel in the database")
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    CancelReceipt cancel =
                            tables.queries().find(id).orElseThrow().cancelReceipt();
                    return cancel != null && cancel.stage() == CancelReceipt.Stage.DELIVERED;
                });
        cluster.heal(owner);
        handler.goOn();

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> tables.queries()
                .find(id)
                .map(Run::status)
                .filter(RunStatus.CANCELLED::equals)
                .isPresent());
        assertThat(tables.queries().find(id).orElseThrow().epoch()).isEqualTo(1);
    }
}
