package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.OperationCancelledException;
import dev.longhaul.cluster.NodeId;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.testing.FaultyDataSource;
import dev.longhaul.testing.Sql;
import jakarta.json.bind.JsonbBuilder;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A chunk is written once, whatever becomes of the connection on which it is. */
@ParameterizedClass(name = "{0}")
@EnumSource(Dialect.class)
class ChunkCommitsTest {

    private final AtomicInteger calls = new AtomicInteger();
    private FaultyDataSource faults;
    private RunDatabase tables;
    private Run run;

    private final Dialect dialect;

    private Database database() {
        return TestRuns.database(dialect);
    }

    ChunkCommitsTest(Dialect dialect) {
        this.dialect = dialect;
    }

    @BeforeEach
    void wire() {
        TestRuns.empty(database());
        faults = new FaultyDataSource(database().dataSource());
        tables = new RunDatabase(new Database(faults), JsonbBuilder.create(), ended -> {});
        RunId id = TestRuns.enqueue(tables, "test", "{}", "anna");
        run = tables.claims(TestRuns.judge(database(), java.util.Set.of()))
                .claim(id, new NodeId("a", "a-1"), any -> true)
                .orElseThrow();
    }

    @Test
    void a_chunk_whose_commit_was_not_answered_is_looked_up_and_not_written_again() {
        faults.strikeOnce(FaultyDataSource.Moment.AFTER_COMMIT, "");

        chunk(5);

        assertThat(calls).hasValue(1);
        assertThatOneChunkIsWritten();
    }

    @Test
    void a_chunk_whose_connection_broke_before_its_commit_is_written_again() {
        faults.strikeOnce(FaultyDataSource.Moment.BEFORE_COMMIT, "");

        chunk(5);

        assertThat(calls).hasValue(2);
        assertThatOneChunkIsWritten();
    }

    @Test
    void a_chunk_whose_connection_broke_between_its_rows_and_its_progress_is_written_again() {
        faults.strikeOnce(FaultyDataSource.Moment.BEFORE_STATEMENT, "UPDATE run SET progress");

        chunk(5);

        assertThat(calls).hasValue(2);
        assertThatOneChunkIsWritten();
    }

    @Test
    void the_look_itself_may_lose_its_connection() {
        faults.strikeOnce(FaultyDataSource.Moment.AFTER_COMMIT, "");
        faults.strikeOnce(FaultyDataSource.Moment.BEFORE_STATEMENT, "SELECT COUNT(*) FROM run_chunk");

        chunk(5);

        assertThat(calls).hasValue(1);
        assertThatOneChunkIsWritten();
    }

    @Test
    void an_owner_that_is_ahead_of_a_database_which_lost_a_commit_writes_nothing_more() {
        ChunkCommits chunks = chunks();
        chunks.commit(transaction -> RunProgress.none(1L));
        chunks.commit(transaction -> RunProgress.none(2L));
        Sql.on(database()).useHandle(handle -> handle.execute("UPDATE run SET chunk_count = 1"));

        assertThatThrownBy(() -> chunks.commit(transaction -> RunProgress.none(3L)))
                .isInstanceOf(RunLostException.class);

        assertThat(tables.queries().find(run.id()).orElseThrow().progress().total())
                .isEqualTo(2);
    }

    @Test
    void what_the_work_throws_is_thrown_at_once() {
        assertThatThrownBy(() -> chunks().commit(transaction -> {
                    calls.incrementAndGet();
                    throw new SQLException("deadlock", "40P01");
                }))
                .hasMessage("deadlock");

        assertThat(calls).hasValue(1);
        assertThat(tables.queries().find(run.id()).orElseThrow().progress().processed())
                .isZero();
    }

    @Test
    void a_cancel_ends_the_attempts() {
        try (CancellationSource source = new CancellationSource()) {
            ChunkCommits chunks =
                    tables.chunks(new ChunkOwner(run, NodeLease.unlimited(new NodeId("a", "a-1")), source));

            assertThatThrownBy(() -> chunks.commit(transaction -> {
                        source.cancel(CancellationReason.of(Kind.USER, "enough"));
                        throw new SQLException("connection broken", "08006");
                    }))
                    .isInstanceOf(OperationCancelledException.class);
        }
    }

    @Test
    void a_question_is_asked_again_while_its_connection_breaks() {
        faults.strikeOnce(FaultyDataSource.Moment.BEFORE_STATEMENT, "SELECT COUNT(*) FROM run");

        long count = chunks().read(() -> Sql.on(new Database(faults)).withHandle(handle -> {
            calls.incrementAndGet();
            return handle.createQuery("SELECT COUNT(*) FROM run")
                    .mapTo(Long.class)
                    .one();
        }));

        assertThat(count).isEqualTo(1);
        assertThat(calls).hasValue(2);
    }

    private ChunkCommits chunks() {
        return tables.chunks(TestRuns.owner(run));
    }

    private void chunk(long processed) {
        RunProgress written = chunks().commit(transaction -> {
            calls.incrementAndGet();
            Sql.in(transaction).execute("UPDATE run SET failure = COALESCE(failure, '') || 'x'");
            return new RunProgress("importing", processed, 10L, Map.of());
        });
        assertThat(written.processed()).isEqualTo(processed);
    }

    private void assertThatOneChunkIsWritten() {
        Run found = tables.queries().find(run.id()).orElseThrow();
        assertThat(found.failure()).isEqualTo("x");
        assertThat(found.progress().processed()).isEqualTo(5);
        List<Long> ledger = Sql.on(database()).withHandle(handle -> handle.createQuery("SELECT position FROM run_chunk")
                .mapTo(Long.class)
                .list());
        assertThat(ledger).containsExactly(1L);
    }
}
