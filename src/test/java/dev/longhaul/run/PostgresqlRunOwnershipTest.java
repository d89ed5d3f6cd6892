package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.database.Database;
import dev.longhaul.settings.Settings;
import dev.longhaul.testing.TestDatabases;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With session locks, which only PostgreSQL has. */
class PostgresqlRunOwnershipTest extends RunOwnershipContract {

    private static Database database;

    private OwnerSession session;

    @BeforeEach
    void openSession() {
        session = new OwnerSession(database, A, true, Duration.ofSeconds(2));
    }

    @BeforeAll
    static void open() {
        database = TestDatabases.postgresql(RunBeans.SCHEMA);
    }

    @AfterEach
    void end() {
        session.close();
    }

    @Override
    Database database() {
        return database;
    }

    @Test
    void a_run_is_taken_at_once_from_an_owner_that_left_the_view_and_whose_session_is_gone() throws SQLException {
        session.open();
        Run run = ownedByA();
        visible.remove("a-1");
        assertThat(claims.takeFromGone(run.id(), B))
                .as("while the session lives")
                .isFalse();

        session.close();

        assertThat(claims.takeFromGone(run.id(), B)).as("when it is gone").isTrue();
    }

    @Test
    void a_session_that_broke_does_not_cost_the_run_while_the_owner_is_seen() {
        Run run = ownedByA();
        silent(9);

        assertThat(claims.takeFromGone(run.id(), B)).isFalse();
    }

    @Test
    void a_node_without_peers_waits_a_moment_before_it_takes_what_an_earlier_process_left() {
        Run run = ownedByA();
        RunClaims alone = store.claims(new OwnerJudge(
                RunSettings.from(Settings.defaults()), new OwnerJudge.View(any -> false, true, false, true)));
        silent(1);
        assertThat(alone.takeFromGone(run.id(), B)).isFalse();
        silent(2);
        assertThat(alone.takeFromGone(run.id(), B)).isTrue();
    }

    @Test
    void a_session_that_broke_is_opened_again_with_its_lock_by_the_next_sign() throws Exception {
        Run run = ownedByA();
        session.sign();
        killOtherSessions();
        try {
            session.sign();
        } catch (SQLException broken) {
            assertThat(broken.getSQLState()).isIn("57P01", "08006", "08003");
        }
        silent(5);

        session.sign();

        visible.remove("a-1");
        assertThat(claims.takeFromGone(run.id(), B)).isFalse();
    }

    @Test
    void an_owner_that_stands_still_in_a_chunk_keeps_neither_the_run_nor_its_rows_from_its_successor()
            throws Exception {
        Run run = ownedByA();
        CountDownLatch inChunk = new CountDownLatch(1);
        CountDownLatch wakes = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<RunProgress> frozen =
                    thread.submit(() -> store.chunks(TestRuns.hold(run)).commit(transaction -> {
                        // the row that the takeover has to write, too
                        transaction.execute("UPDATE run SET updated_at = CURRENT_TIMESTAMP");
                        inChunk.countDown();
                        assertThat(wakes.await(20, TimeUnit.SECONDS)).isTrue();
                        return progress(99);
                    }));
            assertThat(inChunk.await(10, TimeUnit.SECONDS)).isTrue();
            silent(10);

            assertThat(claims.takeFromGone(run.id(), B)).isTrue();
            Run next = claims.claim(run.id(), B, KNOWN).orElseThrow();
            store.chunks(TestRuns.hold(next)).commit(transaction -> progress(5));
            wakes.countDown();

            assertThatThrownBy(() -> frozen.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(RunLostException.class);
        } finally {
            thread.shutdownNow();
        }
        assertThat(require(run).progress().processed()).isEqualTo(5);
        assertThat(chunkEpochs(run)).containsExactly(2L);
    }

    @Test
    void signs_are_given_while_a_run_is_held_and_cost_nothing_otherwise() {
        Ownership ownership = new Ownership(A, claims, new NodeLease(System::nanoTime, Duration.ofSeconds(7)));
        SignOfLife signs = new SignOfLife(ownership, session, Duration.ofSeconds(1));
        Run run = ownership.claim(enqueued(), KNOWN).orElseThrow();
        signs.step();
        silent(5);
        signs.step();
        assertThat(sinceLastSign()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));

        try (CancellationSource source = new CancellationSource()) {
            ownership.hold(run, source, new CancelStages(source));
            signs.step();
        }

        assertThat(sinceLastSign()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_promise_needs_a_young_sign_and_keeps_signs_going_until_it_is_withdrawn() {
        Ownership ownership = new Ownership(A, claims, new NodeLease(System::nanoTime, Duration.ofSeconds(7)));
        SignOfLife signs = new SignOfLife(ownership, session, Duration.ofSeconds(1));
        RunId id = RunId.random();
        assertThat(ownership.promise(id)).as("nobody gives the sign").isFalse();
        assertThat(ownership.isToBeShown()).isFalse();

        ownership.onSignNeeded(signs::step);
        assertThat(ownership.promise(id)).isTrue();
        assertThat(sinceLastSign()).isLessThan(Duration.ofSeconds(5));
        silent(5);
        signs.step();
        assertThat(sinceLastSign()).as("while it is promised").isLessThan(Duration.ofSeconds(5));

        ownership.withdraw(id);
        silent(5);
        signs.step();
        assertThat(sinceLastSign()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
    }

    private static Duration sinceLastSign() {
        return database.jdbi()
                .withHandle(handle -> NodeRows.sinceLastSign(handle, A.incarnation()))
                .orElseThrow();
    }

    private static void killOtherSessions() {
        database.jdbi()
                .useHandle(handle -> handle.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()"));
    }
}
