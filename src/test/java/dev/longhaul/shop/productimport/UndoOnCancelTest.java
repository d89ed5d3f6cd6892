package dev.longhaul.shop.productimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.run.ResumeAnswer;
import dev.longhaul.run.RunId;
import dev.longhaul.run.RunProgress;
import dev.longhaul.run.Runs;
import dev.longhaul.run.TestRuns;
import dev.longhaul.shop.audit.AuditTables;
import dev.longhaul.shop.catalog.undo.CatalogSnapshot;
import dev.longhaul.shop.catalog.write.WriteMode;
import dev.longhaul.shop.productimport.undo.ProductUndoHandler;
import dev.longhaul.shop.productimport.undo.UndoCounts;
import dev.longhaul.shop.productimport.undo.UndoOnCancel;
import dev.longhaul.shop.productimport.undo.UndoRequest;
import dev.longhaul.shop.productimport.undo.UndoView;
import dev.longhaul.shop.productimport.undo.Undos;
import dev.longhaul.testing.DatabaseKind;
import dev.longhaul.testing.FaultyDataSource;
import dev.longhaul.testing.Sql;
import jakarta.json.bind.JsonbBuilder;
import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of an import that is to be undone when it is cancelled. */
@ParameterizedClass(name = "{0}")
@EnumSource(DatabaseKind.class)
class UndoOnCancelTest {

    private final DatabaseKind kind;
    private Database database;
    private ImportIntake intake;
    private ProductImportHandler importHandler;
    private ProductUndoHandler undoHandler;
    private Imports imports;
    private Runs runs;
    private Undos undos;

    UndoOnCancelTest(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void wire() {
        database = kind.fresh(ProductImportTest.SCHEMA);
        WiredImports wired = WiredImports.on(database);
        runs = wired.runs();
        intake = wired.intake();
        importHandler = wired.handler();
        imports = wired.imports();
        undoHandler = wired.undoHandler();
        undos = wired.undos();
    }

    @Test
    void a_cancelled_import_is_undone_once_in_the_name_of_the_user_who_started_it() throws Exception {
        end(partOf(accepted(500, OnCancel.KEEP), 10), "SUCCEEDED");
        List<String> before = CatalogSnapshot.of(database);
        RunId imported = accepted(1_200, OnCancel.UNDO);
        end(partOf(imported, 2), "CANCELLED");
        assertThat(CatalogSnapshot.of(database)).isNotEqualTo(before);

        startDue();
        startDue();

        assertThat(undoCount()).isEqualTo(1);
        RunId undo = Objects.requireNonNull(imports.find(imported).orElseThrow().undo());
        UndoView started = undos.newestOf(imported).orElseThrow();
        assertThat(started.id()).isEqualTo(undo);
        assertThat(started.startedBy()).isEqualTo("anna");
        assertThat(runs.resume(imported, "anna")).isEqualTo(ResumeAnswer.HELD);
        end(undone(undo, imported, imported), "SUCCEEDED");
        assertThat(CatalogSnapshot.of(database)).isEqualTo(before);
        assertThat(undos.find(undo).orElseThrow().counts()).isEqualTo(new UndoCounts(1_000, 0, 0));
        startDue();
        assertThat(undoCount()).isEqualTo(1);
    }

    @Test
    void an_import_that_was_not_cancelled_that_is_kept_or_that_changed_nothing_is_not_undone() throws Exception {
        end(partOf(accepted(3, OnCancel.KEEP), 10), "CANCELLED");
        // changes nothing
        end(partOf(accepted(3, OnCancel.UNDO), 10), "CANCELLED");
        end(partOf(accepted(4, OnCancel.UNDO), 10), "FAILED");
        end(partOf(accepted(5, OnCancel.UNDO), 10), "SUCCEEDED");
        partOf(accepted(6, OnCancel.UNDO), 10);
        RunId neverStarted = accepted(7, OnCancel.UNDO);
        runs.cancel(neverStarted, "anna", "");

        startDue();

        assertThat(undoCount()).isZero();
    }

    @Test
    void an_undo_that_was_undone_is_not_repeated_before_the_import_is_resumed_and_cancelled_again() throws Exception {
        RunId imported = accepted(1_200, OnCancel.UNDO);
        HeldImport part = partOf(imported, 1);
        end(part, "CANCELLED");
        startDue();
        RunId undo = undos.newestOf(imported).orElseThrow().id();
        end(undone(undo, imported, imported), "SUCCEEDED");
        RunId redo = undos.start(undo, "anna");
        end(undone(redo, undo, imported), "SUCCEEDED");

        startDue();
        assertThat(undoCount()).isEqualTo(2);
        assertThat(imports.find(imported).orElseThrow().undo()).isNull();

        assertThat(runs.resume(imported, "anna")).isEqualTo(ResumeAnswer.RESUMED);
        startDue();
        assertThat(undoCount()).isEqualTo(2);
        HeldImport next = held(imported, part.committed()).cancelledAfter(1);
        importHandler.run(next);
        end(next, "CANCELLED");
        startDue();
        assertThat(undoCount()).isEqualTo(3);
        RunId last = undos.newestOf(imported).orElseThrow().id();
        end(undone(last, imported, imported), "SUCCEEDED");
        assertThat(CatalogSnapshot.of(database)).isEmpty();
    }

    @Test
    void a_node_that_dies_before_the_commit_loses_nothing_and_one_that_dies_after_it_starts_no_second_undo()
            throws Exception {
        RunId imported = accepted(3, OnCancel.UNDO);
        end(partOf(imported, 10), "CANCELLED");
        try (Node dying = new Node(database.dataSource(), () -> {
            throw new IllegalStateException("the node is dead");
        })) {
            dying.undoOnCancel.startDue(CancellationToken.NONE);
        }
        assertThat(undoCount()).isZero();
        assertThat(undos.isHeld(imported)).isFalse();

        try (Node next = new Node(database.dataSource(), () -> {})) {
            next.undoOnCancel.startDue(CancellationToken.NONE);
        }
        startDue();

        assertThat(undoCount()).isEqualTo(1);
        assertThat(undos.isHeld(imported)).isTrue();
    }

    @Test
    void of_two_nodes_that_find_the_same_end_one_starts_the_undo() throws Exception {
        RunId imported = accepted(3, OnCancel.UNDO);
        end(partOf(imported, 10), "CANCELLED");
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch seen = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        FaultyDataSource watched = new FaultyDataSource(database.dataSource());
        watched.add((moment, sql) -> {
            if (sql.startsWith("UPDATE undo_on_cancel")) {
                seen.countDown();
            }
        });
        try (Node other = new Node(watched, () -> {});
                Node one = new Node(database.dataSource(), () -> {
                    written.countDown();
                    await(seen);
                })) {
            Future<?> later = threads.submit(() -> {
                await(written);
                other.undoOnCancel.startDue(CancellationToken.NONE);
            });
            one.undoOnCancel.startDue(CancellationToken.NONE);
            later.get(60, TimeUnit.SECONDS);
        } finally {
            threads.shutdownNow();
        }

        assertThat(undoCount()).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A node whose transactions are those of a container: all that a call does is committed at once, or not at all. */
    private static final class Node implements AutoCloseable {

        private final Connection connection;
        private final UndoOnCancel undoOnCancel;

        /** @param beforeCommit may end the transaction by an exception */
        Node(DataSource dataSource, Runnable beforeCommit) throws SQLException {
            connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            Database managed = new Database(shared(connection));
            Undos own = new Undos(
                    TestRuns.on(managed), managed, work -> commit(work, beforeCommit), AuditTables.trail(managed));
            undoOnCancel = new UndoOnCancel(managed, own);
        }

        private RunId commit(Supplier<RunId> work, Runnable beforeCommit) {
            try {
                RunId result;
                try {
                    result = work.get();
                    beforeCommit.run();
                } catch (RuntimeException failed) {
                    connection.rollback();
                    throw failed;
                }
                connection.commit();
                return result;
            } catch (SQLException broken) {
                throw new IllegalStateException(broken);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }

    /** Gives the same connection again and again, and keeps it open. */
    private static DataSource shared(Connection connection) {
        Connection open = (Connection) Proxy.newProxyInstance(
                UndoOnCancelTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(connection, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                UndoOnCancelTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> open);
    }

    private void startDue() {
        new UndoOnCancel(database, undos).startDue(CancellationToken.NONE);
    }

    private long undoCount() {
        return Sql.on(database).withHandle(handle -> handle.createQuery(
                        "SELECT COUNT(*) FROM run JOIN catalog_undo ON catalog_undo.run_id = run.id")
                .mapTo(Long.class)
                .one());
    }

    private RunId accepted(int products, OnCancel onCancel) throws Exception {
        String file = IntStream.range(0, products)
                .mapToObj(i -> "h" + i + ",s" + i + "," + products / 400 + "\n")
                .collect(Collectors.joining("", "handle,sku,quantity\n", ""));
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        return intake.accept(
                "products.csv",
                new ByteArrayInputStream(bytes),
                bytes.length,
                ImportStart.by("anna").withOptions(new ImportOptions(null, WriteMode.BOTH, onCancel, null)));
    }

    /** Imports so many chunks. */
    private HeldImport partOf(RunId id, int chunks) throws Exception {
        HeldImport held = held(id, RunProgress.none(null)).cancelledAfter(chunks);
        importHandler.run(held);
        return held;
    }

    private HeldImport held(RunId id, RunProgress committed) {
        ImportRequest request = imports.find(id).orElseThrow().request();
        return new HeldImport(database, id, request, committed);
    }

    private HeldRun<UndoRequest> undone(RunId id, RunId undone, RunId imported) throws Exception {
        HeldRun<UndoRequest> held =
                new HeldRun<>(database, id, new UndoRequest(undone.value(), imported.value()), RunProgress.none(null));
        undoHandler.run(held);
        return held;
    }

    private void end(HeldRun<?> held, String status) {
        Sql.on(database)
                .useHandle(handle -> handle.execute(
                        "UPDATE run SET status = ?, progress = ?, chunk_count = 1, finished_at = CURRENT_TIMESTAMP"
                                + " WHERE id = ?",
                        status,
                        JsonbBuilder.create().toJson(held.committed()),
                        held.id().value()));
    }
}
