package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationRegistration;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationTimer;
import dev.longhaul.cancellation.OperationCancelledException;
import dev.longhaul.cluster.NodeId;
import dev.longhaul.database.Dialect;
import dev.longhaul.testing.Figures;
import dev.longhaul.testing.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A cancel ends a chunk that waits, and a chunk is committed whole or not at all. */
@ParameterizedClass(name = "{0}")
@EnumSource(Dialect.class)
class ChunkCancelTest {

    private static final Duration SOON = Duration.ofSeconds(3);

    private final Dialect dialect;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
    private final CancellationRegistration timer = CancellationTimer.useByDefault(CancellationTimer.on(scheduler));
    private final CancellationSource source = new CancellationSource();
    private final CountDownLatch atTheLock = new CountDownLatch(1);
    private final AtomicBoolean isDone = new AtomicBoolean();
    private Handle other;
    private RunDatabase tables;
    private Run run;

    /** What another transaction holds, and what the chunk executes behind it. */
    enum Held {
        ROW("UPDATE thing SET text = 'other' WHERE id = 1", "UPDATE thing SET text = 'chunk' WHERE id = 1"),
        ROW_TO_SELECT("UPDATE thing SET text = 'other' WHERE id = 1", "SELECT id FROM thing WHERE id = 1 FOR UPDATE"),
        KEY("INSERT INTO thing VALUES (2, 'other')", "INSERT INTO thing VALUES (2, 'chunk')"),
        TABLE("LOCK TABLE thing", "UPDATE thing SET text = 'chunk' WHERE id = 1");

        private final String lock;
        private final String statement;

        Held(String lock, String statement) {
            this.lock = lock;
            this.statement = statement;
        }
    }

    ChunkCancelTest(Dialect dialect) {
        this.dialect = dialect;
    }

    @BeforeEach
    void wire() {
        TestRuns.empty(TestRuns.database(dialect));
        Sql.on(TestRuns.database(dialect)).useHandle(handle -> {
            handle.execute("CREATE TABLE IF NOT EXISTS thing (id BIGINT PRIMARY KEY, text VARCHAR(100))");
            handle.execute("DELETE FROM thing");
            handle.execute("INSERT INTO thing VALUES (1, 'before')");
        });
        tables = TestRuns.tables(TestRuns.database(dialect));
        run = claimed();
        other = Sql.on(TestRuns.database(dialect)).open();
        other.begin();
    }

    private Run claimed() {
        RunId id = TestRuns.enqueue(tables, "test", "{}", "anna");
        return tables.claims(TestRuns.judge(TestRuns.database(dialect), Set.of()))
                .claim(id, new NodeId("a", "a-1"), any -> true)
                .orElseThrow();
    }

    @AfterEach
    void end() {
        other.rollback();
        other.close();
        timer.close();
        scheduler.shutdownNow();
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource
    void a_cancel_ends_a_chunk_behind_a_lock(Held held) throws Exception {
        // H2 has no such statement
        assumeTrue(dialect == Dialect.POSTGRESQL || held != Held.TABLE);
        other.execute(held.lock);
        Future<RunProgress> chunk = threads.submit(() -> commit(held.statement));
        awaitWaiting();

        long cancelledAt = System.nanoTime();
        cancel();

        assertThat(chunk).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(OperationCancelledException.class);
        Figures.note("a chunk behind a lock of a " + held + " on " + dialect + " ended "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - cancelledAt) + " ms after its cancel");
        other.rollback();
        assertThatNothingIsWritten();
    }

    @Test
    void a_chunk_whose_lock_becomes_free_in_time_is_committed() throws Exception {
        other.execute(Held.ROW.lock);
        Future<RunProgress> chunk = threads.submit(() -> commit(Held.ROW.statement));
        awaitWaiting();
        // longer than H2 waits at a time
        Awaitility.await().pollDelay(Duration.ofMillis(500)).until(() -> true);

        other.rollback();

        assertThat(chunk.get(20, TimeUnit.SECONDS).processed()).isEqualTo(5);
        assertThat(text()).isEqualTo("chunk");
    }

    @Test
    void a_cancel_between_two_statements_ends_the_next_one() throws Exception {
        other.execute(Held.ROW.lock);
        CountDownLatch sent = new CountDownLatch(1);
        Future<RunProgress> chunk = threads.submit(() -> chunks().commit(transaction -> {
            Sql.in(transaction).execute("INSERT INTO thing VALUES (3, 'chunk')");
            atTheLock.countDown();
            assertThat(sent.await(20, TimeUnit.SECONDS)).isTrue();
            Sql.in(transaction).execute(Held.ROW.statement);
            return progress();
        }));
        assertThat(atTheLock.await(20, TimeUnit.SECONDS)).isTrue();

        cancel();
        sent.countDown();

        assertThat(chunk).failsWithin(SOON).withThrowableThat().withCauseInstanceOf(OperationCancelledException.class);
        other.rollback();
        assertThatNothingIsWritten();
    }

    @Test
    void work_that_swallows_the_cancel_commits_nothing() throws Exception {
        other.execute(Held.ROW.lock);
        Future<RunProgress> chunk = threads.submit(() -> chunks().commit(transaction -> {
            try {
                atTheLock.countDown();
                Sql.in(transaction).execute(Held.ROW.statement);
            } catch (RuntimeException swallowed) {
                assertThat(swallowed).isNotNull();
            }
            return progress();
        }));
        awaitWaiting();

        cancel();

        assertThatThrownBy(() -> chunk.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
        other.rollback();
        assertThatNothingIsWritten();
    }

    @Test
    void a_chunk_whose_guard_finds_a_cancel_is_rolled_back_and_fires_the_token() {
        assertThatThrownBy(() -> chunks().commit(transaction -> {
                    Sql.in(transaction).execute("UPDATE thing SET text = 'chunk'");
                    tables.interventions().cancel(run.id(), "wrong file", ChangedBy.person("ben", "b"));
                    return progress();
                }))
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        cancelled -> assertThat(cancelled.reason().actor()).isEqualTo("ben"));

        assertThat(source.reason()).map(CancellationReason::text).contains("wrong file");
        assertThatNothingIsWritten();
    }

    @Test
    void a_cancelled_run_begins_no_chunk() {
        cancel();

        assertThatThrownBy(() -> chunks().commit(transaction -> {
                    throw new SQLException("was called");
                }))
                .isInstanceOf(OperationCancelledException.class);
    }

    @Test
    void a_stop_of_the_server_does_not_end_a_chunk() throws Exception {
        RunProgress written = chunks().commit(transaction -> {
            source.cancel(CancellationReason.of(Kind.SHUTDOWN, "the application is stopping"));
            Sql.in(transaction).execute("UPDATE thing SET text = 'chunk'");
            return progress();
        });

        assertThat(written.processed()).isEqualTo(5);
        assertThat(text()).isEqualTo("chunk");
        assertThat(chunks().commit(transaction -> progress()).processed()).isEqualTo(5);
    }

    @Test
    void a_run_that_may_be_lost_sends_nothing_over_the_network_and_commits_nothing() {
        assertThatThrownBy(() -> chunks().commit(transaction -> {
                    source.cancel(CancellationReason.of(Kind.OWNER_LOST, "no heartbeat"));
                    Sql.in(transaction).execute("UPDATE thing SET text = 'chunk'");
                    if (dialect == Dialect.POSTGRESQL) {
                        // long enough for a cancel that was sent
                        Sql.in(transaction).execute("SELECT pg_sleep(0.3)");
                    }
                    isDone.set(true);
                    return progress();
                }))
                .isInstanceOf(OperationCancelledException.class);

        assertThat(isDone).isTrue();
        assertThatNothingIsWritten();
    }

    @Test
    void a_fault_of_the_work_stays_one_when_the_run_is_cancelled_meanwhile() {
        assertThatThrownBy(() -> chunks().commit(transaction -> {
                    cancel();
                    throw new SQLException("its own", "22003");
                }))
                .isInstanceOf(SQLException.class)
                .hasMessage("its own");
    }

    @Test
    void the_session_waits_for_locks_as_before_when_the_chunk_has_ended() {
        assumeTrue(dialect == Dialect.H2);
        long before = lockTimeout(other);
        assertThat(before).isGreaterThan(200);
        chunks().commit(transaction -> {
            assertThat(lockTimeout(Sql.in(transaction))).isEqualTo(200);
            return progress();
        });

        Sql.on(TestRuns.database(dialect))
                .useHandle(handle -> assertThat(lockTimeout(handle)).isEqualTo(before));
    }

    /** As often as the system property {@code longhaul.stress.cancels} says. */
    @Test
    void of_a_cancel_at_the_moment_of_the_commit_the_chunk_is_committed_whole_or_not_at_all() throws Exception {
        int races = Integer.getInteger("longhaul.stress.cancels", 60);
        int committed = 0;
        CyclicBarrier together = new CyclicBarrier(2);
        for (int race = 0; race < races; race++) {
            Sql.on(TestRuns.database(dialect)).useHandle(handle -> handle.execute("UPDATE thing SET text = 'before'"));
            Run raced = claimed();
            CancellationSource racedSource = new CancellationSource();
            ChunkCommits chunks =
                    tables.chunks(new ChunkOwner(raced, TestRuns.owner(raced).lease(), racedSource));
            Future<CancelAnswer> cancel = threads.submit(() -> {
                together.await(20, TimeUnit.SECONDS);
                CancelAnswer answer = tables.interventions().cancel(raced.id(), "", ChangedBy.person("ben", "b"));
                racedSource.cancel(CancellationReason.of(Kind.USER, ""));
                return answer;
            });
            boolean isCommitted;
            try {
                chunks.commit(transaction -> {
                    Sql.in(transaction).execute("UPDATE thing SET text = 'chunk'");
                    together.await(20, TimeUnit.SECONDS);
                    return progress();
                });
                isCommitted = true;
            } catch (OperationCancelledException cancelled) {
                isCommitted = false;
            }
            assertThat(cancel.get(20, TimeUnit.SECONDS)).isEqualTo(CancelAnswer.ACCEPTED);
            Run found = tables.queries().find(raced.id()).orElseThrow();
            assertThat(found.progress().processed()).isEqualTo(isCommitted ? 5 : 0);
            assertThat(found.chunkCount()).isEqualTo(isCommitted ? 1 : 0);
            assertThat(text()).isEqualTo(isCommitted ? "chunk" : "before");
            committed += isCommitted ? 1 : 0;
        }
        Figures.note(committed + " of " + races + " chunks on " + dialect + " were faster than their cancel");
    }

    private RunProgress commit(String statement) {
        return chunks().commit(transaction -> {
            Handle handle = Sql.in(transaction);
            handle.execute("INSERT INTO thing VALUES (3, 'chunk')");
            atTheLock.countDown();
            handle.execute(statement);
            return progress();
        });
    }

    private ChunkCommits chunks() {
        Run current = tables.queries().find(run.id()).orElseThrow();
        return tables.chunks(new ChunkOwner(current, TestRuns.owner(run).lease(), source));
    }

    private static RunProgress progress() {
        return new RunProgress("importing", 5, 10L, Map.of());
    }

    private void cancel() {
        source.cancel(CancellationReason.of(Kind.USER, "enough"));
    }

    // only PostgreSQL tells who waits
    private void awaitWaiting() throws InterruptedException {
        if (dialect == Dialect.H2) {
            assertThat(atTheLock.await(20, TimeUnit.SECONDS)).isTrue();
        } else {
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Sql.on(TestRuns.database(dialect))
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                            + " AND datname = current_database()")
                            .mapTo(Integer.class)
                            .one())
                    .equals(1));
        }
    }

    private void assertThatNothingIsWritten() {
        Run found = tables.queries().find(run.id()).orElseThrow();
        assertThat(found.progress().processed()).isZero();
        assertThat(found.chunkCount()).isZero();
        assertThat(text()).isEqualTo("before");
        int things = Sql.on(TestRuns.database(dialect))
                .withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM thing")
                        .mapTo(Integer.class)
                        .one());
        assertThat(things).isEqualTo(1);
    }

    private String text() {
        return Sql.on(TestRuns.database(dialect))
                .withHandle(handle -> handle.createQuery("SELECT text FROM thing WHERE id = 1")
                        .mapTo(String.class)
                        .one());
    }

    private static long lockTimeout(Handle handle) {
        return handle.createQuery("SELECT LOCK_TIMEOUT()").mapTo(Long.class).one();
    }
}
