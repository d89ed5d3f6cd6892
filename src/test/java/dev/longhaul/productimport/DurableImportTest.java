package dev.longhaul.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.productimport.ImportCluster.Uninterrupted;
import dev.longhaul.run.RunId;
import dev.longhaul.testing.FaultyDataSource.Moment;
import dev.longhaul.testing.Figures;
import dev.longhaul.testing.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An import on two nodes, each a process of its own, whose owner is killed, stands still or is stopped: what it leaves is
 * compared row for row with what an import leaves that nothing has happened to. How often is a system property for each.
 */
class DurableImportTest {

    private static final int RECORDS = 8_000;
    private static final int CHUNKS = RECORDS / ImportChunk.MAX_RECORDS;
    private static final int PACE_MILLIS = 60;

    private final ImportCluster cluster =
            new ImportCluster(TestDatabases.freshPostgresqlUrl()).with("pace", Integer.toString(PACE_MILLIS));
    private final Map<String, ImportNode> nodes = new HashMap<>();
    private static Uninterrupted expected;

    /** Once for all: what is left does not depend on where it was imported. */
    @BeforeAll
    static void importWithoutInterruption() throws Exception {
        try (ImportCluster quiet = new ImportCluster(TestDatabases.freshPostgresqlUrl()).with("pace", "1")) {
            quiet.start(1);
            RunId id = quiet.accept(csv());
            quiet.awaitStatus(id, "SUCCEEDED");
            expected = quiet.left(id);
        }
        assertThat(expected.products()).hasSizeGreaterThan(RECORDS / 2);
        assertThat(expected.rejects()).isNotEmpty();
        assertThat(expected.chunkCount()).isEqualTo(CHUNKS);
    }

    @AfterEach
    void end() {
        cluster.close();
    }

    /** Once more for each kill of the system property {@code longhaul.faults.kills}, with {@code longhaul.faults.seed}. */
    @Test
    void an_import_whose_owner_is_killed_at_any_moment_goes_on_elsewhere_and_leaves_the_same() throws Exception {
        int kills = Integer.getInteger("longhaul.faults.kills", 2);
        long seed = Long.getLong("longhaul.faults.seed", System.nanoTime());
        Random random = new Random(seed);
        System.out.println("seed of the kills: " + seed);
        node(cluster.start(1));
        node(cluster.start(2));
        List<Duration> takeovers = new ArrayList<>();

        for (int kill = 1; kill <= kills; kill++) {
            RunId id = cluster.accept(csv());
            String owner = cluster.awaitChunks(id, 1 + random.nextInt(CHUNKS - 3));
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(PACE_MILLIS * 1_000)));
            Instant killed = cluster.now();
            named(owner).kill();
            takeovers.add(Duration.between(killed, cluster.awaitEpoch(id, 2)));
            cluster.awaitStatus(id, "SUCCEEDED");

            cluster.assertSameAs(expected, id);
            node(cluster.start(owner.equals("node-1") ? 1 : 2));
        }

        note("takeover after kill -9 of the owner: " + percentiles(takeovers) + ", seed " + seed);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "after the claim, AFTER_COMMIT, '', 1",
        "between rows and checkpoint, BEFORE_STATEMENT, UPDATE run SET progress, 3",
        "before the commit of a chunk, BEFORE_COMMIT, '', 5",
        "after the commit of a chunk and before it is published, AFTER_COMMIT, '', 5",
        "before the end is recorded, BEFORE_STATEMENT, INSERT INTO run_transition, 2"
    })
    void a_process_that_dies_at_a_named_point_leaves_nothing_half_done(
            String point, Moment moment, String statement, int time) throws Exception {
        ImportNode survivor = cluster.join(2, Map.of());
        ImportNode dying = cluster.join(1, Map.of("crash", ImportProcess.crash(moment, statement, time)));
        RunId id = cluster.accept(csv());

        dying.begin();
        dying.awaitEnd();
        survivor.begin();
        cluster.awaitStatus(id, "SUCCEEDED");

        cluster.assertSameAs(expected, id);
        assertThat(cluster.number("SELECT epoch FROM run WHERE id = '" + id + "'"))
                .as(point)
                .isEqualTo(2);
    }

    @Test
    void the_new_owner_may_die_in_the_takeover_and_one_node_that_starts_again_goes_on_alone() throws Exception {
        node(cluster.start(1));
        // one commit takes the run from its owner, the next claims it
        ImportNode heir = cluster.join(2, Map.of("crash", ImportProcess.crash(Moment.AFTER_COMMIT, "", 2)));
        RunId id = cluster.accept(csv());
        cluster.awaitChunks(id, 4);
        heir.begin();
        named("node-1").kill();
        heir.awaitEnd();

        node(cluster.start(1));
        cluster.awaitStatus(id, "SUCCEEDED");

        cluster.assertSameAs(expected, id);
        assertThat(cluster.epochsOfChunks(id)).contains(1L, 3L).doesNotContain(2L);
    }

    private ImportNode named(String name) {
        return Objects.requireNonNull(nodes.get(name));
    }

    private void node(ImportNode node) {
        nodes.put(node.name(), node);
    }

    /** Products of two variants that are far from each other in the file, and a record that is rejected now and then. */
    static String csv() {
        StringBuilder text = new StringBuilder("handle,sku,name,price,quantity\n");
        for (int number = 1; number <= RECORDS; number++) {
            text.append("h")
                    .append(number % (RECORDS * 3 / 4))
                    .append(",s")
                    .append(number)
                    .append(",Product ");
            text.append(number % (RECORDS * 3 / 4))
                    .append(',')
                    .append(number % 97 == 0 ? "cheap" : number % 1_000 + ".50");
            text.append(',').append(number % 50).append('\n');
        }
        return text.toString();
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
