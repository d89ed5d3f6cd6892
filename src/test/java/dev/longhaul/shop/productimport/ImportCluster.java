package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cluster.TestNodes;
import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import dev.longhaul.run.Runs;
import dev.longhaul.run.TestRuns;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.shop.productimport.undo.UndoOnCancel;
import dev.longhaul.shop.productimport.undo.UndoRefusedException;
import dev.longhaul.shop.productimport.undo.Undos;
import dev.longhaul.shop.productimport.upload.UploadQuotas;
import dev.longhaul.shop.productimport.upload.UploadReception;
import dev.longhaul.shop.productimport.upload.UploadRefusedException;
import dev.longhaul.shop.productimport.upload.UploadSlots;
import dev.longhaul.shop.productimport.upload.UploadStore;
import dev.longhaul.testing.PooledDataSource;
import dev.longhaul.testing.Sql;
import jakarta.json.bind.JsonbBuilder;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.postgresql.ds.PGSimpleDataSource;

/** Nodes that import, each a process of its own, on one PostgreSQL; and what an outsider sees in that. */
final class ImportCluster implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(90);
    private static final int MOST_NODES = 3;

    private final String url;
    private final Database database;
    private final ImportedTables tables;
    private final ImportIntake intake;
    private final List<Integer> ports = IntStream.range(0, MOST_NODES)
            .map(i -> TestNodes.freePort())
            .boxed()
            .toList();
    private final List<ImportNode> started = new ArrayList<>();
    private final Map<String, String> properties = new HashMap<>();

    /** On an empty database of this URL. */
    ImportCluster(String url) {
        this.url = url;
        PGSimpleDataSource postgresql = new PGSimpleDataSource();
        postgresql.setURL(url);
        this.database = new Database(PooledDataSource.over(postgresql));
        for (var module : ProductImportTest.SCHEMA) {
            module.migrate(database);
        }
        this.tables = new ImportedTables(database);
        UploadStore uploads = new UploadStore(database, JsonbBuilder.create(), UploadQuotas.NONE);
        this.intake = new ImportIntake(
                ImportRecords.of(database, uploads, JsonbBuilder.create()),
                TestRuns.on(database),
                new UploadReception(uploads, TestImports.PLENTY, new UploadSlots(Integer.MAX_VALUE)),
                Integer.MAX_VALUE,
                Supplier::get,
                AuditTables.trail(database));
    }

    /** For every node that is started from now on. */
    ImportCluster with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    /** The process is there; it has to join and to begin. */
    ImportNode launch(int number) {
        Map<String, String> all = new HashMap<>(properties);
        all.put("url", url);
        String peers = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        ImportNode node = ImportNode.start("node-" + number, ports.get(number - 1), peers, all);
        started.add(node);
        return node;
    }

    /** Starts an import into an empty catalogue. */
    RunId accept(String csv) throws UploadRefusedException {
        return accept(csv, ImportOptions.DEFAULT);
    }

    /** The same with these options. */
    RunId accept(String csv, ImportOptions options) throws UploadRefusedException {
        tables.clear();
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        return intake.accept(
                "products.csv",
                new ByteArrayInputStream(bytes),
                bytes.length,
                ImportStart.by("anna").withOptions(options));
    }

    /** What each node does every few seconds: undoes what was cancelled. */
    void undoCancelled() {
        Undos undos = new Undos(runs(), database, Supplier::get, AuditTables.trail(database));
        new UndoOnCancel(database, undos).startDue(CancellationToken.NONE);
    }

    /** Starts to undo an import or an undo that has ended. */
    RunId undo(RunId id) throws UndoRefusedException {
        return new Undos(runs(), database, Supplier::get, AuditTables.trail(database)).start(id, "anna");
    }

    /** What has not ended is cancelled; a node that stands still keeps none of it. */
    void cancelAll() {
        Sql.on(database)
                .withHandle(handle -> handle.createQuery("SELECT id FROM run WHERE finished_at IS NULL")
                        .mapTo(UUID.class)
                        .list())
                .forEach(id -> runs().cancel(new RunId(id), "anna", "the test is over"));
    }

    /** On a node of its own that works on nothing. */
    Runs runs() {
        return TestRuns.on(database);
    }

    ImportedTables tables() {
        return tables;
    }

    Database database() {
        return database;
    }

    /** Waits for this many committed chunks; the answer is the name of the owner. */
    String awaitChunks(RunId id, int count) {
        await("chunk " + count, () -> number("SELECT chunk_count FROM run WHERE id = '" + id + "'") >= count);
        return text("SELECT node FROM run WHERE id = '" + id + "'");
    }

    void awaitStatus(RunId id, String status) {
        await(status, () -> text("SELECT status FROM run WHERE id = '" + id + "'")
                .equals(status));
    }

    /** Waits until nothing more happens by itself; the answer is the status and why it failed or is parked. */
    String awaitEnd(RunId id) {
        String where = " FROM run WHERE id = '" + id + "'";
        await(
                "the end",
                () -> number("SELECT COUNT(*)" + where + " AND (finished_at IS NOT NULL OR status = 'PARKED')") == 1);
        return text("SELECT status" + where) + ", " + text("SELECT failure" + where);
    }

    /** Waits for the owner of this epoch; the answer is when it began, by the database's clock. */
    Instant awaitEpoch(RunId id, int epoch) {
        await("epoch " + epoch, () -> number("SELECT epoch FROM run WHERE id = '" + id + "'") >= epoch);
        return time("SELECT changed_at FROM run_transition WHERE to_status = 'RUNNING' AND run_id = '" + id
                + "' AND epoch = " + epoch);
    }

    /** Of each chunk in their order, under which epoch it was committed. */
    List<Long> epochsOfChunks(RunId id) {
        return Sql.on(database).withHandle(handle -> handle.createQuery(
                        "SELECT epoch FROM run_chunk WHERE run_id = :id ORDER BY position")
                .bind("id", id.value())
                .mapTo(Long.class)
                .list());
    }

    Instant now() {
        return time("SELECT clock_timestamp()");
    }

    Instant time(String query) {
        return Sql.on(database).withHandle(handle -> handle.createQuery(query)
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant());
    }

    long number(String query) {
        return Sql.on(database)
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    String text(String query) {
        String found = Sql.on(database)
                .withHandle(
                        handle -> handle.createQuery(query).mapTo(String.class).one());
        return String.valueOf(found);
    }

    /** What is left by the import of this run, and its numbers. */
    void assertSameAs(Uninterrupted expected, RunId id) {
        assertSameBut(expected, id, 0);
    }

    /** The same, with at most so many chunks more. */
    void assertSameBut(Uninterrupted expected, RunId id, int moreChunks) {
        assertThat(tables.products()).isEqualTo(expected.products());
        assertThat(tables.rejects()).isEqualTo(expected.rejects());
        assertThat(counts(id)).isEqualTo(expected.counts());
        assertThat(epochsOfChunks(id))
                .hasSizeBetween(expected.chunkCount(), expected.chunkCount() + moreChunks)
                .isSorted();
    }

    /** What an import leaves that nothing has happened to. */
    record Uninterrupted(List<String> products, List<String> rejects, ImportCounts counts, int chunkCount) {}

    Uninterrupted left(RunId id) {
        return new Uninterrupted(
                tables.products(),
                tables.rejects(),
                counts(id),
                epochsOfChunks(id).size());
    }

    private ImportCounts counts(RunId id) {
        return ImportCounts.of(runs().find(id).orElseThrow().progress());
    }

    private void await(String what, Callable<Boolean> condition) {
        try {
            Awaitility.await(what)
                    .atMost(LONGEST)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(5))
                    .until(condition);
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(what + " was not seen in " + LONGEST + "\n" + findings(), late);
        }
    }

    /** What the database says of the runs and of who waits for whom, and what each node has logged. */
    private String findings() {
        StringBuilder found = new StringBuilder();
        for (String query : List.of(
                "SELECT * FROM run ORDER BY created_at DESC LIMIT 3",
                "SELECT * FROM run_transition ORDER BY changed_at DESC LIMIT 12",
                "SELECT run_node.*, clock_timestamp() AS now FROM run_node",
                "SELECT pid, state, wait_event, query_start, pg_blocking_pids(pid) AS waits_for, query"
                        + " FROM pg_stat_activity WHERE backend_type = 'client backend'")) {
            found.append(query).append('\n');
            Sql.on(database)
                    .withHandle(handle -> handle.createQuery(query).mapToMap().list())
                    .forEach(row -> found.append("  ").append(row).append('\n'));
        }
        for (ImportNode node : started) {
            found.append(node.isAlive() ? "alive: " : "ended: ").append(node.name());
            found.append('\n').append(node.log()).append('\n');
        }
        return found.toString();
    }

    @Override
    public void close() {
        started.forEach(ImportNode::close);
    }
}
