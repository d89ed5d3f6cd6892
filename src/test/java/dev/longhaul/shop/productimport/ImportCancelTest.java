package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.cancellation.CancellationRegistration;
import dev.longhaul.cancellation.CancellationTimer;
import dev.longhaul.cluster.LoopbackCluster;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.run.CancelAnswer;
import dev.longhaul.run.ResumeAnswer;
import dev.longhaul.run.Run;
import dev.longhaul.run.RunId;
import dev.longhaul.run.RunStatus;
import dev.longhaul.run.TestRunNode;
import dev.longhaul.settings.Settings;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.shop.catalog.CatalogSettings;
import dev.longhaul.shop.catalog.write.CatalogWriter;
import dev.longhaul.shop.productimport.upload.UploadQuotas;
import dev.longhaul.shop.productimport.upload.UploadReception;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.productimport.upload.UploadSlots;
import dev.longhaul.shop.productimport.upload.UploadStore;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.Figures;
import dev.longhaul.testing.Sql;
import jakarta.json.bind.JsonbBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An import whose statement waits for a lock is cancelled all the same, and what it counted is what it wrote. */
@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
class ImportCancelTest {

    private static final int CHUNKS = 3;
    private static final int RECORDS = CHUNKS * ImportChunk.MAX_RECORDS;
    private static final Duration SOON = Duration.ofSeconds(4);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final DatabaseKind kind;
    private final LoopbackCluster cluster = new LoopbackCluster(TestStates.schema());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
    private final CancellationRegistration timer = CancellationTimer.useByDefault(CancellationTimer.on(scheduler));
    private Database database;
    private TestRunNode node;
    private ImportIntake intake;
    private Handle other;

    /** What another transaction holds, and how many records are imported before it is met. */
    enum Held {
        TABLE("LOCK TABLE product", 0),
        ROWS_OF_THE_LAST_CHUNK(
                "UPDATE product SET name = name WHERE handle LIKE 'S-14__'", 2 * ImportChunk.MAX_RECORDS),
        NEW_KEYS(
                "INSERT INTO product (id, handle, name, status)"
                        + " SELECT -id, REPLACE(handle, 'S-', 'N-'), 'N', 'ACTIVE' FROM product",
                0);

        private final String sql;
        private final int importedBefore;

        Held(String sql, int importedBefore) {
            this.sql = sql;
            this.importedBefore = importedBefore;
        }
    }

    ImportCancelTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() {
        database = kind.fresh(ProductImportTest.SCHEMA);
        UploadStore uploads = new UploadStore(database, JsonbBuilder.create(), UploadQuotas.NONE);
        ProductImportHandler handler = new ProductImportHandler(new ProductImportHandler.Parts(
                database,
                ImportRecords.of(database, uploads, JsonbBuilder.create()),
                new CatalogWriter(database),
                new CatalogSettings("EUR")));
        node = TestRunNode.start(
                TestRunNode.Place.on(cluster.start("node"), database, threads), Settings.defaults(), List.of(handler));
        intake = new ImportIntake(
                ImportRecords.of(database, uploads, JsonbBuilder.create()),
                node.runs(),
                new UploadReception(uploads, TestImports.PLENTY, new UploadSlots(Integer.MAX_VALUE)),
                Integer.MAX_VALUE,
                Supplier::get,
                AuditTables.trail(database));
        other = Sql.on(database).open();
    }

    @AfterEach
    void stop() {
        other.rollback();
        other.close();
        node.stop();
        cluster.close();
        timer.close();
        scheduler.shutdownNow();
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void a_cancel_does_not_wait_for_a_statement_that_waits_for_a_lock(Held held) throws Exception {
        assumeTrue(database.dialect() == Dialect.POSTGRESQL || held != Held.TABLE, "H2 has no such statement");
        awaitStatus(accept(file("S-", 1)), RunStatus.SUCCEEDED);
        other.begin();
        other.execute(held.sql);
        RunId id = accept(file(held == Held.NEW_KEYS ? "N-" : "S-", 2));
        awaitStuck(id, held.importedBefore);

        long cancelledAt = System.nanoTime();
        assertThat(node.runs().cancel(id, "ben", "wrong file")).isEqualTo(CancelAnswer.ACCEPTED);

        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .atMost(SOON)
                .until(() -> require(id).status() == RunStatus.CANCELLED);
        Figures.note("an import behind " + held + " on " + kind + " was CANCELLED "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - cancelledAt) + " ms after the request");
        other.rollback();
        assertThat(require(id).progress().processed()).isEqualTo(held.importedBefore);
        assertThat(written()).isEqualTo(held.importedBefore);
        assertThat(rejects()).isZero();

        assertThat(node.runs().resume(id, "ben")).isEqualTo(ResumeAnswer.RESUMED);
        awaitStatus(id, RunStatus.SUCCEEDED);
        assertThat(ImportCounts.of(require(id).progress()).processed()).isEqualTo(RECORDS);
        assertThat(written()).isEqualTo(RECORDS);
        assertThat(rejects()).isZero();
    }

    @Test
    void a_resumed_import_that_looks_up_what_it_has_written_is_cancelled_behind_a_lock() throws Exception {
        assumeTrue(database.dialect() == Dialect.POSTGRESQL, "on H2 a look waits for nothing");
        Held held = Held.ROWS_OF_THE_LAST_CHUNK;
        awaitStatus(accept(file("S-", 1)), RunStatus.SUCCEEDED);
        other.begin();
        other.execute(held.sql);
        RunId id = accept(file("S-", 2));
        awaitStuck(id, held.importedBefore);
        node.runs().cancel(id, "ben", "");
        awaitStatus(id, RunStatus.CANCELLED);
        other.execute("LOCK TABLE product_variant");
        node.runs().resume(id, "ben");
        awaitStuck(id, held.importedBefore);

        node.runs().cancel(id, "ben", "");

        Awaitility.await().atMost(SOON).until(() -> require(id).status() == RunStatus.CANCELLED);
        assertThat(require(id).progress().processed()).isEqualTo(held.importedBefore);
    }

    private RunId accept(byte[] bytes) throws UploadRefusedException, InterruptedException {
        // without a container's transaction the run could start before its file is sealed
        Runnable free = node.occupy();
        try {
            return intake.accept("products.csv", new ByteArrayInputStream(bytes), bytes.length, "anna");
        } finally {
            free.run();
        }
    }

    private static byte[] file(String prefix, int number) {
        return ("handle,sku,name,quantityOnStock\n"
                        + IntStream.rangeClosed(1, RECORDS)
                                .mapToObj(i -> prefix + i + "," + prefix + i + ",Name " + number + "," + number)
                                .collect(Collectors.joining("\n")))
                .getBytes(StandardCharsets.UTF_8);
    }

    private void awaitStatus(RunId id, RunStatus status) {
        Awaitility.await().atMost(LONGEST).untilAsserted(() -> assertThat(
                        require(id).status())
                .as(String.valueOf(require(id).failure()))
                .isEqualTo(status));
    }

    /** Until the import waits for the lock; only PostgreSQL tells that. */
    private void awaitStuck(RunId id, int importedBefore) {
        Awaitility.await().atMost(LONGEST).until(() -> {
            Run run = require(id);
            return run.status() == RunStatus.RUNNING && run.progress().processed() == importedBefore;
        });
        if (database.dialect() == Dialect.POSTGRESQL) {
            Awaitility.await()
                    .atMost(LONGEST)
                    .until(() -> count("SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                    + " AND datname = current_database()")
                            == 1);
        } else {
            // for longer than a chunk takes
            Awaitility.await()
                    .atMost(LONGEST)
                    .during(Duration.ofMillis(500))
                    .until(() -> require(id).progress().processed() == importedBefore);
        }
    }

    private Run require(RunId id) {
        return node.runs().find(id).orElseThrow();
    }

    /** Products that the second file has written. */
    private long written() {
        return count("SELECT COUNT(*) FROM product WHERE name = 'Name 2'");
    }

    private long rejects() {
        return count("SELECT COUNT(*) FROM import_reject");
    }

    private long count(String sql) {
        return Sql.on(database)
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }
}
