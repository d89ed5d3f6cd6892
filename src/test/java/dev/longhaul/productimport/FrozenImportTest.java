package dev.longhaul.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.productimport.ImportCluster.Uninterrupted;
import dev.longhaul.run.RunId;
import dev.longhaul.testing.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * An import on two nodes, each a process of its own, whose owner stands still or is stopped in order. With a lease of 3 s;
 * at full size with the default one: system properties {@code longhaul.faults.lease-seconds=10},
 * {@code longhaul.faults.freeze-seconds=60}, {@code longhaul.faults.pause-seconds=5} and {@code longhaul.faults.freezes=20}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrozenImportTest {

    private static final int LEASE_SECONDS = Integer.getInteger("longhaul.faults.lease-seconds", 3);
    private static final Duration FREEZE = Duration.ofSeconds(Integer.getInteger("longhaul.faults.freeze-seconds", 5));
    private static final Duration PAUSE = Duration.ofSeconds(Integer.getInteger("longhaul.faults.pause-seconds", 1));
    private static final int TIMES = Integer.getInteger("longhaul.faults.freezes", 1);

    private final ImportCluster cluster = new ImportCluster(TestDatabases.freshPostgresqlUrl())
            .with("pace", "100")
            .with("longhaul.run.lease", LEASE_SECONDS + "s");
    private final Map<String, ImportNode> nodes = new HashMap<>();
    private Uninterrupted expected;

    @BeforeAll
    void begin() throws Exception {
        start(1);
        start(2);
        RunId id = cluster.accept(DurableImportTest.csv());
        cluster.awaitStatus(id, "SUCCEEDED");
        expected = cluster.left(id);
    }

    private void start(int number) {
        ImportNode node = cluster.start(number);
        nodes.put(node.name(), node);
    }

    @AfterAll
    void end() {
        cluster.close();
    }

    @Test
    void an_owner_that_stands_still_for_longer_than_the_lease_writes_nothing_when_it_wakes_and_says_so()
            throws Exception {
        List<Duration> takeovers = new ArrayList<>();
        for (int time = 1; time <= TIMES; time++) {
            RunId id = cluster.accept(DurableImportTest.csv());
            ImportNode owner = ownerOf(id);
            int logged = owner.log().length();
            owner.freeze();
            Instant frozen = cluster.now();
            takeovers.add(Duration.between(frozen, cluster.awaitEpoch(id, 2)));
            awaitSince(frozen, FREEZE);
            owner.thaw();

            Awaitility.await("node " + owner.name() + " says that it has lost the run")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> owner.log()
                            .substring(logged)
                            .contains("run " + id + " has another owner than node " + owner.name() + " with epoch 1"));
            cluster.awaitStatus(id, "SUCCEEDED");
            cluster.assertSameAs(expected, id);
            assertThat(cluster.text("SELECT node FROM run WHERE id = '" + id + "'"))
                    .isNotEqualTo(owner.name());
        }
        DurableImportTest.note("takeover after SIGSTOP of the owner for " + FREEZE.toSeconds() + " s, lease "
                + LEASE_SECONDS + " s: " + DurableImportTest.percentiles(takeovers));
    }

    @Test
    void an_owner_that_stands_still_for_less_than_its_fence_keeps_its_run() throws Exception {
        for (int time = 1; time <= TIMES; time++) {
            RunId id = cluster.accept(DurableImportTest.csv());
            ImportNode owner = ownerOf(id);
            owner.freeze();
            awaitSince(cluster.now(), PAUSE);
            owner.thaw();
            cluster.awaitStatus(id, "SUCCEEDED");

            cluster.assertSameAs(expected, id);
            assertThat(cluster.epochsOfChunks(id)).containsOnly(1L);
        }
    }

    @Test
    void a_cancel_of_a_run_whose_owner_stands_still_takes_effect_with_the_takeover() throws Exception {
        RunId id = cluster.accept(DurableImportTest.csv());
        ImportNode owner = ownerOf(id);
        owner.freeze();

        cluster.runs().cancel(id, "ben", "wrong file");
        cluster.awaitStatus(id, "CANCELLED");
        int chunks = cluster.epochsOfChunks(id).size();
        long products = cluster.tables().products().size();
        owner.thaw();
        Awaitility.await("node " + owner.name() + " says that it has lost the run")
                .atMost(Duration.ofSeconds(20))
                .until(() -> owner.log().contains("run " + id + " has another owner"));

        assertThat(cluster.epochsOfChunks(id)).hasSize(chunks);
        assertThat(cluster.tables().products()).hasSize((int) products);
    }

    @Test
    void a_node_that_is_stopped_in_order_gives_its_run_to_the_other_at_once_and_no_attempt_is_spent() throws Exception {
        RunId id = cluster.accept(DurableImportTest.csv());
        ImportNode owner = ownerOf(id);
        owner.stop();
        cluster.awaitStatus(id, "SUCCEEDED");

        cluster.assertSameAs(expected, id);
        assertThat(cluster.number("SELECT owner_deaths FROM run WHERE id = '" + id + "'"))
                .isZero();
        Duration between = Duration.between(
                cluster.time("SELECT changed_at FROM run_transition WHERE to_status = 'INTERRUPTED' AND run_id = '" + id
                        + "'"),
                cluster.awaitEpoch(id, 2));
        DurableImportTest.note("from the end of a stopped owner to the next: " + between.toMillis() + " ms");
        assertThat(between).isLessThan(Duration.ofSeconds(5));
        start(owner.name().equals("node-1") ? 1 : 2);
    }

    private ImportNode ownerOf(RunId id) {
        return Objects.requireNonNull(nodes.get(cluster.awaitChunks(id, 3)));
    }

    private void awaitSince(Instant begin, Duration time) {
        Awaitility.await()
                .atMost(time.plusSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Duration.between(begin, cluster.now()).compareTo(time) >= 0);
    }
}
