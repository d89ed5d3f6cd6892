package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.LoopbackCluster;
import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import dev.longhaul.run.TestRunNode;
import dev.longhaul.settings.Settings;
import dev.longhaul.shop.catalog.CatalogSettings;
import dev.longhaul.shop.catalog.write.CatalogWriter;
import dev.longhaul.shop.productimport.ImportCluster.Uninterrupted;
import dev.longhaul.shop.productimport.upload.UploadQuotas;
import dev.longhaul.shop.productimport.upload.UploadStore;
import dev.longhaul.testing.FaultyDataSource;
import dev.longhaul.testing.FaultyDataSource.Moment;
import dev.longhaul.testing.Figures;
import dev.longhaul.testing.PooledDataSource;
import dev.longhaul.testing.TestDatabases;
import jakarta.json.bind.JsonbBuilder;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * An import whose database commits and does not answer: the claim, any chunk or the end. System properties: of how many
 * seeds, {@code longhaul.faults.seeds}, and the first of them, {@code longhaul.faults.seed}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostRepliesTest {

    private static final int SEEDS = Integer.getInteger("longhaul.faults.seeds", 2);
    /** The claim, the chunks and the end. */
    private static final int COMMITS = 1 + ImportNodes.CHUNKS + 1;

    /** A third lost claim in a row would park the run, as it has to. */
    private static final int MOST_LOST = 2;

    private final LoopbackCluster loopback = new LoopbackCluster(TestStates.schema());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Integer> toLose = new ConcurrentSkipListSet<>();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private ImportCluster outside;
    private TestRunNode node;
    private Uninterrupted expected;

    @BeforeAll
    void begin() throws Exception {
        String url = TestDatabases.freshPostgresqlUrl();
        outside = new ImportCluster(url);
        PGSimpleDataSource postgresql = new PGSimpleDataSource();
        postgresql.setURL(url);
        FaultyDataSource faulty = new FaultyDataSource(PooledDataSource.over(postgresql));
        faulty.add(this::strike);
        Database database = new Database(faulty);
        ClusterNode member = loopback.start("a");
        node = TestRunNode.start(
                TestRunNode.Place.on(member, database, threads),
                Settings.defaults(),
                List.of(new ProductImportHandler(new ProductImportHandler.Parts(
                        database,
                        ImportRecords.of(
                                database,
                                new UploadStore(database, JsonbBuilder.create(), UploadQuotas.NONE),
                                JsonbBuilder.create()),
                        new CatalogWriter(database),
                        new CatalogSettings("EUR")))));
        // the start of a node commits, too: it forgets processes of old
        commits.set(0);
        RunId id = outside.accept(ImportNodes.csv());
        outside.awaitStatus(id, "SUCCEEDED");
        expected = outside.left(id);
        awaitAnswers();
        assertThat(commits).as("what can be lost").hasValue(COMMITS);
    }

    @AfterAll
    void end() {
        node.stop();
        loopback.close();
        threads.shutdownNow();
    }

    private void strike(Moment moment, String sql) throws SQLException {
        boolean isOfTheRun =
                moment == Moment.AFTER_COMMIT && !sql.contains("INTO run_node (incarnation, node, renewed_at) VALUES");
        if (isOfTheRun && toLose.remove(commits.incrementAndGet())) {
            lost.incrementAndGet();
            throw new SQLException("the answer is lost", "08006");
        }
    }

    @Test
    void an_import_whose_commits_are_not_answered_loses_and_doubles_nothing() throws Exception {
        long first = Long.getLong("longhaul.faults.seed", System.nanoTime());
        for (long seed = first; seed < first + SEEDS; seed++) {
            Set<Integer> losses = losses(seed);
            toLose.addAll(losses);
            commits.set(0);
            RunId id = outside.accept(ImportNodes.csv());
            assertThat(outside.awaitEnd(id))
                    .as("seed %d loses %s", seed, losses)
                    .isEqualTo("SUCCEEDED, null");

            awaitAnswers();
            outside.assertSameAs(expected, id);
            // only a claim whose answer was lost has to be repeated
            assertThat(outside.number("SELECT epoch FROM run WHERE id = '" + id + "'"))
                    .as("seed %d loses %s", seed, losses)
                    .isLessThanOrEqualTo(1 + losses.size());
        }
        Figures.note("imports with lost replies: " + SEEDS + " from seed " + first + ", " + lost + " replies lost");
    }

    // what is committed is seen before the answer to it is lost or counted
    private void awaitAnswers() {
        Awaitility.await("the last answer")
                .pollInterval(Duration.ofMillis(5))
                .until(() -> commits.get() >= COMMITS && toLose.isEmpty());
    }

    // not java.util.Random, whose first numbers for seeds in a row are nearly the same
    private static Set<Integer> losses(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Integer> losses = new TreeSet<>();
        int count = 1 + random.nextInt(MOST_LOST);
        while (losses.size() < count) {
            losses.add(1 + random.nextInt(COMMITS));
        }
        return losses;
    }
}
