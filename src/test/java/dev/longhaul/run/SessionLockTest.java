package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.testing.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may take a run from whom with session locks, which only PostgreSQL has. */
class SessionLockTest {

    private static final Database DATABASE = TestRuns.database(Dialect.POSTGRESQL);

    private final Owners owners = new Owners(DATABASE);
    private final LeaseConnection session = new LeaseConnection(DATABASE, Owners.A, true, Duration.ofSeconds(2));

    @AfterEach
    void end() {
        session.close();
    }

    @Test
    void a_run_is_taken_at_once_from_an_owner_that_left_the_view_and_whose_session_is_gone() throws SQLException {
        session.open();
        Run run = owners.ownedByA();
        owners.visible.remove("a-1");
        assertThat(owners.claims.takeFromGone(run.id(), Owners.B))
                .as("while the session lives")
                .isFalse();

        session.close();

        assertThat(owners.claims.takeFromGone(run.id(), Owners.B))
                .as("when it is gone")
                .isTrue();
    }

    @Test
    void a_session_that_broke_does_not_cost_the_run_while_the_owner_is_seen() {
        Run run = owners.ownedByA();
        owners.silent(9);

        assertThat(owners.claims.takeFromGone(run.id(), Owners.B)).isFalse();
    }

    @Test
    void a_node_without_peers_waits_a_moment_before_it_takes_what_an_earlier_process_left() {
        Run run = owners.ownedByA();
        Claims alone = owners.tables.claims(
                new LivenessJudge(TestRuns.settings(DATABASE), new Peers(Owners.B, any -> false, true), false));
        owners.silent(1);
        assertThat(alone.takeFromGone(run.id(), Owners.B)).isFalse();
        owners.silent(2);
        assertThat(alone.takeFromGone(run.id(), Owners.B)).isTrue();
    }

    @Test
    void a_session_that_broke_is_opened_again_with_its_lock_by_the_next_heartbeat() throws Exception {
        Run run = owners.ownedByA();
        session.beat();
        killOtherSessions();
        try {
            session.beat();
        } catch (SQLException broken) {
            assertThat(broken.getSQLState()).isIn("57P01", "08006", "08003");
        }
        owners.silent(5);

        session.beat();

        owners.visible.remove("a-1");
        assertThat(owners.claims.takeFromGone(run.id(), Owners.B)).isFalse();
    }

    @Test
    void an_owner_that_stands_still_in_a_chunk_keeps_neither_the_run_nor_its_rows_from_its_successor()
            throws Exception {
        Run run = owners.ownedByA();
        CountDownLatch inChunk = new CountDownLatch(1);
        CountDownLatch wakes = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<RunProgress> frozen = thread.submit(
                    () -> owners.tables.chunks(TestRuns.owner(run)).commit(transaction -> {
                        // the row that the takeover has to write, too
                        Sql.in(transaction).execute("UPDATE run SET updated_at = CURRENT_TIMESTAMP");
                        inChunk.countDown();
                        assertThat(wakes.await(20, TimeUnit.SECONDS)).isTrue();
                        return Owners.progress(99);
                    }));
            assertThat(inChunk.await(10, TimeUnit.SECONDS)).isTrue();
            owners.silent(10);

            assertThat(owners.claims.takeFromGone(run.id(), Owners.B)).isTrue();
            Run next = owners.claims.claim(run.id(), Owners.B, Owners.KNOWN).orElseThrow();
            owners.tables.chunks(TestRuns.owner(next)).commit(transaction -> Owners.progress(5));
            wakes.countDown();

            assertThatThrownBy(() -> frozen.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(RunLostException.class);
        } finally {
            thread.shutdownNow();
        }
        assertThat(owners.require(run).progress().processed()).isEqualTo(5);
        assertThat(owners.chunkEpochs(run)).containsExactly(2L);
    }

    @Test
    void heartbeats_are_sent_while_a_run_is_held_and_cost_nothing_otherwise() {
        NodeLease lease = new NodeLease(Owners.A, System::nanoTime, Duration.ofSeconds(7), () -> {});
        LocalRuns runs = new LocalRuns();
        LeaseHeartbeat heartbeat = new LeaseHeartbeat(lease, session, runs::mayOwn, () -> {});
        Run run = owners.ownedByA();
        heartbeat.beat();
        owners.silent(5);
        heartbeat.beat();
        assertThat(sinceLastBeat()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));

        try (CancellationSource source = new CancellationSource()) {
            runs.enqueue(run.id());
            runs.hold(run, source);
            heartbeat.beat();
        }

        assertThat(sinceLastBeat()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_reservation_needs_a_fresh_heartbeat_and_keeps_them_going_until_it_is_withdrawn() {
        AtomicReference<Runnable> wake = new AtomicReference<>(() -> {});
        NodeLease lease = new NodeLease(Owners.A, System::nanoTime, Duration.ofSeconds(7), () -> wake.get()
                .run());
        RunNode node = node(lease);
        LeaseHeartbeat heartbeat =
                new LeaseHeartbeat(lease, session, node.local().runs()::mayOwn, () -> {});
        RunId id = RunId.random();
        NewRun run = NewRun.of(HeldHandler.TYPE, new HeldHandler.Work(), "anna");
        assertThat(node.dispatcher().reserve(id, run))
                .as("no heartbeat is sent")
                .isFalse();
        assertThat(node.local().runs().mayOwn()).isFalse();

        wake.set(heartbeat::beat);
        assertThat(node.dispatcher().reserve(id, run)).isTrue();

        assertThat(sinceLastBeat()).isLessThan(Duration.ofSeconds(5));
        owners.silent(5);
        heartbeat.beat();
        assertThat(sinceLastBeat()).as("while it is reserved").isLessThan(Duration.ofSeconds(5));
        node.dispatcher().withdraw(id);
        owners.silent(5);
        heartbeat.beat();
        assertThat(sinceLastBeat()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }

    private static RunNode node(NodeLease lease) {
        Peers peers = TestRuns.seeing(Owners.A, Set.of());
        return new RunNode(
                new RunNode.Base(DATABASE, TestStates.alone(), TestRuns.idleQueues(), () -> {}, () -> {}),
                new RunNode.Membership(peers, RunSignals.NONE, lease, TestRuns.judge(DATABASE, Set.of())),
                TestRuns.hooks(List.of(new HeldHandler())));
    }

    private static Duration sinceLastBeat() {
        return Sql.on(DATABASE)
                .withHandle(handle -> HeartbeatTable.sinceLastBeat(handle, Owners.A.incarnation()))
                .orElseThrow();
    }

    private static void killOtherSessions() {
        Sql.on(DATABASE)
                .useHandle(handle -> handle.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()"));
    }
}
