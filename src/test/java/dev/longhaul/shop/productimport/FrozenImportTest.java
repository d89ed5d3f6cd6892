package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.run.RunId;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An import on two nodes, each a process of its own, that stands still: with its owner, in front of a lock for longer
 * than the lease, or because its owner is stopped in order. With a lease of 3 s; at full size with the default one:
 * system properties {@code longhaul.faults.lease-seconds=10}, {@code longhaul.faults.freeze-seconds=60},
 * {@code longhaul.faults.pause-seconds=5}, {@code longhaul.faults.lock-seconds=60} and
 * {@code longhaul.faults.freezes=20}.
 */
@ExtendWith(ImportNodes.Shared.class)
class FrozenImportTest {

    private static final Duration LEASE = Duration.ofSeconds(Integer.getInteger("longhaul.faults.lease-seconds", 3));
    private static final Duration LOCK = Duration.ofSeconds(Integer.getInteger("longhaul.faults.lock-seconds", 4));
    private static final Duration FREEZE = Duration.ofSeconds(Integer.getInteger("longhaul.faults.freeze-seconds", 4));
    private static final Duration PAUSE = Duration.ofSeconds(Integer.getInteger("longhaul.faults.pause-seconds", 1));
    private static final int TIMES = Integer.getInteger("longhaul.faults.freezes", 1);
    private static final int PACE_MILLIS = 200;

    private final ImportNodes nodes;
    private final ImportCluster cluster;

    FrozenImportTest(ImportNodes nodes) {
        this.nodes = nodes;
        this.cluster = nodes.cluster();
    }

    @BeforeEach
    void begin() {
        nodes.ready(LEASE, PACE_MILLIS);
    }

    @Test
    void an_owner_that_stands_still_for_longer_than_the_lease_writes_nothing_when_it_wakes_and_says_so()
            throws Exception {
        List<Duration> takeovers = new ArrayList<>();
        for (int time = 1; time <= TIMES; time++) {
            RunId id = nodes.accept();
            ImportNode owner = ownerOf(id);
            owner.freeze();
            Instant frozen = cluster.now();
            takeovers.add(Duration.between(frozen, cluster.awaitEpoch(id, 2)));
            awaitSince(frozen, FREEZE);
            owner.thaw();

            awaitLostBy(owner, id);
            nodes.assertImported(id);
            assertThat(cluster.text("SELECT node FROM run WHERE id = '" + id + "'"))
                    .isNotEqualTo(owner.name());
        }
        DurableImportTest.note("takeover after SIGSTOP of the owner for " + FREEZE.toSeconds() + " s, lease "
                + LEASE.toSeconds() + " s: " + DurableImportTest.percentiles(takeovers));
    }

    @Test
    void an_owner_that_stands_still_for_less_than_its_fence_keeps_its_run() throws Exception {
        for (int time = 1; time <= TIMES; time++) {
            RunId id = nodes.accept();
            ImportNode owner = ownerOf(id);
            owner.freeze();
            awaitSince(cluster.now(), PAUSE);
            owner.thaw();

            nodes.assertImported(id);
            assertThat(cluster.epochsOfChunks(id)).containsOnly(1L);
        }
    }

    @Test
    void a_cancel_of_a_run_whose_owner_stands_still_takes_effect_with_the_takeover() throws Exception {
        RunId id = nodes.accept();
        ImportNode owner = ownerOf(id);
        owner.freeze();

        cluster.runs().cancel(id, "ben", "wrong file");
        cluster.awaitStatus(id, "CANCELLED");
        int chunks = cluster.epochsOfChunks(id).size();
        long products = cluster.tables().products().size();
        owner.thaw();
        awaitLostBy(owner, id);

        assertThat(cluster.epochsOfChunks(id)).hasSize(chunks);
        assertThat(cluster.tables().products()).hasSize((int) products);
    }

    @Test
    void a_node_that_is_stopped_in_order_gives_its_run_to_the_other_at_once_and_no_attempt_is_spent() throws Exception {
        RunId id = nodes.accept();
        ImportNode owner = ownerOf(id);
        owner.stop();
        nodes.replace(owner);

        nodes.assertImportedInParts(id);
        assertThat(cluster.number("SELECT owner_deaths FROM run WHERE id = '" + id + "'"))
                .isZero();
        Duration between = Duration.between(
                cluster.time("SELECT changed_at FROM run_transition WHERE to_status = 'INTERRUPTED' AND run_id = '" + id
                        + "'"),
                cluster.awaitEpoch(id, 2));
        DurableImportTest.note("from the end of a stopped owner to the next: " + between.toMillis() + " ms");
        assertThat(between).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_lock_on_the_products_for_longer_than_the_lease_holds_the_import_up_and_nothing_else() throws Exception {
        RunId id = nodes.accept();
        cluster.awaitChunks(id, 2);
        try (Connection connection = nodes.postgresql().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE product IN EXCLUSIVE MODE");
            int committed = cluster.epochsOfChunks(id).size();
            awaitSince(cluster.now(), LOCK);
            assertThat(cluster.epochsOfChunks(id))
                    .as("what is committed while the lock is held")
                    .hasSize(committed);
            connection.rollback();
        }

        nodes.assertImported(id);
        assertThat(cluster.epochsOfChunks(id)).containsOnly(1L);
    }

    private ImportNode ownerOf(RunId id) {
        return nodes.named(cluster.awaitChunks(id, 2));
    }

    private static void awaitLostBy(ImportNode owner, RunId id) {
        Awaitility.await("node " + owner.name() + " says that it has lost the run")
                .atMost(Duration.ofSeconds(20))
                .until(() -> owner.log()
                        .contains("run " + id + " has another owner than node " + owner.name() + " with epoch 1"));
    }

    private void awaitSince(Instant begin, Duration time) {
        Awaitility.await()
                .atMost(time.plusSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Duration.between(begin, cluster.now()).compareTo(time) >= 0);
    }
}
