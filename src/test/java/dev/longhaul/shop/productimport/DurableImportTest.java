package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.run.ResumeAnswer;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.catalog.undo.CatalogSnapshot;
import dev.longhaul.shop.catalog.write.WriteMode;
import dev.longhaul.testing.FaultyDataSource.Moment;
import dev.longhaul.testing.Figures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An import on two nodes, each a process of its own, whose owner is killed: what it leaves is compared row for row with
 * what an import leaves that nothing has happened to.
 */
@ExtendWith(ImportNodes.Shared.class)
class DurableImportTest {

    private static final int PACE_MILLIS = 100;

    private final ImportNodes nodes;
    private final ImportCluster cluster;

    DurableImportTest(ImportNodes nodes) {
        this.nodes = nodes;
        this.cluster = nodes.cluster();
    }

    @BeforeEach
    void begin() {
        nodes.ready(ImportNodes.DEFAULT_LEASE, PACE_MILLIS);
    }

    /**
     * Once more for each kill of the system property {@code longhaul.faults.kills}, with {@code longhaul.faults.seed}.
     */
    @Test
    void an_import_whose_owner_is_killed_at_any_moment_goes_on_elsewhere_and_leaves_the_same() throws Exception {
        int kills = Integer.getInteger("longhaul.faults.kills", 1);
        long seed = Long.getLong("longhaul.faults.seed", System.nanoTime());
        Random random = new Random(seed);
        System.out.println("seed of the kills: " + seed);
        List<Duration> takeovers = new ArrayList<>();

        for (int kill = 1; kill <= kills; kill++) {
            nodes.ready(ImportNodes.DEFAULT_LEASE, PACE_MILLIS);
            RunId id = nodes.accept();
            String owner = cluster.awaitChunks(id, 1 + random.nextInt(ImportNodes.CHUNKS - 3));
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(PACE_MILLIS * 1_000)));
            Instant killed = cluster.now();
            nodes.named(owner).kill();
            takeovers.add(Duration.between(killed, cluster.awaitEpoch(id, 2)));
            nodes.replace(nodes.named(owner));

            nodes.assertImported(id);
        }

        note("takeover after kill -9 of the owner: " + percentiles(takeovers) + ", seed " + seed);
    }

    /** As often as imports alone are killed, with the same properties. */
    @Test
    void an_import_its_undo_and_the_undo_of_that_leave_the_same_although_each_owner_is_killed() throws Exception {
        int rounds = Integer.getInteger("longhaul.faults.kills", 1);
        long seed = Long.getLong("longhaul.faults.seed", System.nanoTime());
        Random random = new Random(seed);
        System.out.println("seed of the kills: " + seed);

        for (int round = 1; round <= rounds; round++) {
            nodes.ready(ImportNodes.DEFAULT_LEASE, PACE_MILLIS);
            RunId imported = nodes.accept();
            killOwner(imported, random);
            nodes.assertImported(imported);
            List<String> catalogue = CatalogSnapshot.of(cluster.database());

            RunId undo = cluster.undo(imported);
            killOwner(undo, random);
            cluster.awaitStatus(undo, "SUCCEEDED");
            assertThat(CatalogSnapshot.of(cluster.database())).as("undone").isEmpty();

            RunId redo = cluster.undo(undo);
            killOwner(redo, random);
            cluster.awaitStatus(redo, "SUCCEEDED");
            assertThat(CatalogSnapshot.of(cluster.database()))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(catalogue);
        }
    }

    @Test
    void an_import_that_is_cancelled_when_its_owner_is_killed_is_undone_once_by_nodes_that_find_it() throws Exception {
        RunId imported = nodes.accept(new ImportOptions(null, WriteMode.BOTH, OnCancel.UNDO, null));
        String owner = cluster.awaitChunks(imported, 3);
        nodes.named(owner).kill();
        cluster.runs().cancel(imported, "rosa", "");
        cluster.awaitStatus(imported, "CANCELLED");
        nodes.replace(nodes.named(owner));
        nodes.launch(1, 2).forEach(ImportNode::begin);
        assertThat(CatalogSnapshot.of(cluster.database())).isNotEmpty();

        cluster.undoCancelled();
        cluster.undoCancelled();

        String undo = cluster.text("SELECT run_id FROM catalog_undo WHERE undone_id = '" + imported + "'");
        assertThat(cluster.number("SELECT COUNT(*) FROM catalog_undo WHERE undone_id = '" + imported + "'"))
                .isEqualTo(1);
        cluster.awaitStatus(RunId.parse(undo).orElseThrow(), "SUCCEEDED");
        assertThat(cluster.text("SELECT started_by FROM run WHERE id = '" + undo + "'"))
                .isEqualTo("anna");
        assertThat(CatalogSnapshot.of(cluster.database())).as("undone").isEmpty();
    }

    private void killOwner(RunId id, Random random) {
        String owner = cluster.awaitChunks(id, 1 + random.nextInt(ImportNodes.CHUNKS - 3));
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(PACE_MILLIS * 1_000)));
        nodes.named(owner).kill();
        cluster.awaitEpoch(id, 2);
        nodes.replace(nodes.named(owner));
        // both are there again; a run in progress stays
        nodes.launch(1, 2).forEach(ImportNode::begin);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "after the claim, AFTER_COMMIT, WITH written AS (UPDATE run SET status, 1",
        "between rows and checkpoint, BEFORE_STATEMENT, UPDATE run SET progress, 2",
        "before the commit of a chunk, BEFORE_COMMIT, COMMIT, 2",
        "after the commit of a chunk and before it is published, AFTER_COMMIT, COMMIT, 2",
        "before the end is recorded, BEFORE_STATEMENT, WITH written AS (UPDATE run SET status, 2"
    })
    void a_process_that_dies_at_a_named_point_leaves_nothing_half_done(
            String point, Moment moment, String statement, int time) throws Exception {
        ImportNode dying = nodes.named("node-1");
        ImportNode survivor = nodes.named("node-2");
        survivor.order("busy");
        dying.order(ImportProcess.crash(moment, statement, time));
        RunId id = nodes.accept();

        dying.awaitEnd();
        survivor.order("free");
        nodes.replace(dying);

        nodes.assertImported(id);
        assertThat(cluster.number("SELECT epoch FROM run WHERE id = '" + id + "'"))
                .as(point)
                .isEqualTo(2);
    }

    @Test
    void the_new_owner_may_die_in_the_takeover_and_one_node_that_starts_again_goes_on_alone() throws Exception {
        RunId id = nodes.accept();
        ImportNode owner = nodes.named(cluster.awaitChunks(id, 2));
        ImportNode heir = nodes.other(owner);
        // a transaction takes the run from its owner, then this claims it
        heir.order(ImportProcess.crash(Moment.AFTER_COMMIT, "WITH written AS (UPDATE run SET status", 1));
        owner.kill();
        heir.awaitEnd();

        nodes.launch(1).forEach(ImportNode::begin);

        nodes.assertImported(id);
        assertThat(cluster.epochsOfChunks(id)).contains(1L, 3L).doesNotContain(2L);
    }

    @Test
    void a_run_that_ends_each_process_that_takes_it_is_parked_after_three_and_goes_on_when_a_person_says_so()
            throws Exception {
        nodes.launch(3).forEach(ImportNode::begin);
        List<ImportNode> owners =
                Stream.of("node-1", "node-2", "node-3").map(nodes::named).toList();
        for (ImportNode owner : owners) {
            owner.order("busy");
            owner.order(ImportProcess.crash(Moment.AFTER_COMMIT, "WITH written AS (UPDATE run SET status", 1));
        }
        RunId id = nodes.accept();
        for (ImportNode owner : owners) {
            // one after the other: a claim that comes second writes nothing, and would end its process all the same
            owner.send("free");
            owner.awaitEnd();
        }
        nodes.remove(nodes.named("node-3"));

        nodes.launch(1).forEach(ImportNode::begin);

        cluster.awaitStatus(id, "PARKED");
        assertThat(cluster.text("SELECT failure FROM run WHERE id = '" + id + "'"))
                .startsWith("it lost 3 owners in a row");
        assertThat(cluster.number("SELECT epoch FROM run WHERE id = '" + id + "'"))
                .as("no fourth owner")
                .isEqualTo(3);
        assertThat(cluster.runs().resume(id, "anna")).isEqualTo(ResumeAnswer.RESUMED);
        nodes.assertImported(id);
    }

    @Test
    void of_two_nodes_that_see_the_owner_die_one_takes_the_run_over() throws Exception {
        nodes.launch(3).forEach(ImportNode::begin);
        ImportNode third = nodes.named("node-3");
        try {
            third.order("pace " + PACE_MILLIS);
            RunId id = nodes.accept();
            ImportNode owner = nodes.named(cluster.awaitChunks(id, 2));
            owner.kill();
            cluster.awaitEpoch(id, 2);
            nodes.replace(owner);

            nodes.assertImported(id);
            assertThat(cluster.runs().history(id))
                    .extracting(change -> change.to().name())
                    .containsExactly("ENQUEUED", "RUNNING", "INTERRUPTED", "RUNNING", "SUCCEEDED");
            assertThat(cluster.epochsOfChunks(id)).containsOnly(1L, 2L);
        } finally {
            nodes.remove(third);
        }
    }

    @Test
    void of_fifty_submits_of_one_key_in_two_processes_one_becomes_a_run() {
        ImportNode here = nodes.named("node-1");
        ImportNode there = nodes.named("node-2");

        here.send("submit 25");
        there.send("submit 25");
        String[] answer = here.answer().split(" ");
        String[] other = there.answer().split(" ");

        assertThat(answer).as("how many were new, and one run").hasSize(2);
        assertThat(other).hasSize(2);
        assertThat(other[1]).isEqualTo(answer[1]);
        assertThat(Integer.parseInt(answer[0]) + Integer.parseInt(other[0])).isEqualTo(1);
        assertThat(cluster.number("SELECT COUNT(*) FROM run WHERE type = 'submitted'"))
                .isEqualTo(1);
        RunId id = RunId.parse(answer[1]).orElseThrow();
        cluster.awaitStatus(id, "SUCCEEDED");
        assertThat(cluster.epochsOfChunks(id)).containsExactly(1L);
    }

    static String percentiles(List<Duration> times) {
        List<Duration> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return "p50 " + sorted.get(sorted.size() / 2).toMillis() + " ms, p99 "
                + sorted.get(Math.min(sorted.size() - 1, sorted.size() * 99 / 100))
                        .toMillis() + " ms, max "
                + sorted.get(sorted.size() - 1).toMillis() + " ms of " + sorted.size();
    }

    static void note(String line) {
        Figures.note("processes on PostgreSQL: " + line);
    }
}
