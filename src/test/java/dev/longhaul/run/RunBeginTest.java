package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.cluster.NodeId;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.settings.Settings;
import dev.longhaul.testing.FaultyDataSource;
import dev.longhaul.testing.FaultyDataSource.Moment;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that the node which records them begins at once, with the insert as the claim, on every database. */
@ParameterizedClass(name = "{0}")
@EnumSource(Dialect.class)
class RunBeginTest {

    private static final NodeId A = new NodeId("a", "a-1");

    /** What the handler waits for. */
    public record Work(boolean waits) {}

    /** Another version's request of the same type. */
    public record OtherWork() {}

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicLong nanos = new AtomicLong();
    private final BackgroundQueues queues =
            new BackgroundQueues(Settings.defaults(), threads, new ApplicationLifetime(), failure -> {});
    private final List<String> commits = new ArrayList<>();
    private final AtomicReference<Runnable> onCommit = new AtomicReference<>(() -> {});
    private final List<String> signals = new CopyOnWriteArrayList<>();
    private final AtomicReference<Runnable> onScanWake = new AtomicReference<>(() -> {});
    private Database counted;
    private RunDatabase tables;
    private RunNode node;
    private RunDispatcher dispatcher;
    private Runs runs;

    private final Dialect dialect;

    private Database database() {
        return TestRuns.database(dialect);
    }

    private final class Working implements RunHandler<Work> {

        @Override
        public String type() {
            return "working";
        }

        @Override
        public Class<Work> requestType() {
            return Work.class;
        }

        @Override
        public void run(RunExecution<Work> execution) throws InterruptedException {
            synchronized (commits) {
                commits.add("begun");
            }
            if (execution.request().waits()) {
                execution.token().onCancelled(reason -> {
                    synchronized (commits) {
                        commits.add("told by " + reason.actor());
                    }
                    goOn.countDown();
                });
                assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    RunBeginTest(Dialect dialect) {
        this.dialect = dialect;
    }

    @BeforeEach
    void wire() {
        TestRuns.empty(database());
        FaultyDataSource faulty = new FaultyDataSource(database().dataSource());
        faulty.add((moment, sql) -> {
            if (moment == Moment.AFTER_COMMIT) {
                synchronized (commits) {
                    commits.add("commit");
                }
                onCommit.getAndSet(() -> {}).run();
            }
        });
        counted = new Database(faulty);
        tables = TestRuns.tables(counted);
        node = node(queues);
        dispatcher = node.dispatcher();
        runs = node.runs();
    }

    private RunNode node(BackgroundQueues on) {
        NodeLease lease = new NodeLease(A, nanos::get, Duration.ofSeconds(7), () -> {});
        lease.confirm(0);
        return new RunNode(
                new RunNode.Base(
                        counted, TestStates.alone(), on, () -> onScanWake.get().run(), () -> {}),
                new RunNode.Membership(
                        new Peers(A, incarnation -> true, false),
                        new RunSignals(id -> signals.add("waits " + id), id -> signals.add("cancelled " + id)),
                        lease,
                        TestRuns.judge(counted, Set.of("a-1"))),
                TestRuns.hooks(List.of(new Working())));
    }

    private static Runs runs(RunDatabase on, RunDispatcher with, Consumer<RunRecorder.Recorded> recorded) {
        return new Runs(
                on, TestStates.alone(), new Runs.Node(new Peers(A, incarnation -> true, false), with, recorded));
    }

    @AfterEach
    void end() {
        goOn.countDown();
        queues.closeIntake();
        assertThat(queues.drain(Duration.ofSeconds(20))).isTrue();
        threads.shutdownNow();
    }

    @Test
    void an_idle_node_begins_a_run_after_the_one_commit_that_records_it() {
        RunId id = enqueue(false);

        awaitStatus(id, RunStatus.SUCCEEDED);
        synchronized (commits) {
            assertThat(commits).startsWith("commit", "begun");
        }
        assertThat(tables.queries().history(id))
                .extracting(RunTransition::from, RunTransition::to, RunTransition::actor, RunTransition::epoch)
                .containsExactly(
                        tuple(null, RunStatus.ENQUEUED, "anna", 0L),
                        tuple(RunStatus.ENQUEUED, RunStatus.RUNNING, null, 1L),
                        tuple(RunStatus.RUNNING, RunStatus.SUCCEEDED, null, 1L));
        Run run = tables.queries().find(id).orElseThrow();
        assertThat(run.startedAt()).isNotNull();
        assertThat(run.node()).isEqualTo("a");
        assertThat(run.incarnation()).isEqualTo("a-1");
    }

    @Test
    void a_node_at_work_claims_nothing_by_recording_it() {
        awaitStatus(enqueue(true), RunStatus.RUNNING);

        RunId next = enqueue(false);

        assertThat(tables.queries().find(next).orElseThrow().status()).isEqualTo(RunStatus.ENQUEUED);
        goOn.countDown();
        awaitStatus(next, RunStatus.SUCCEEDED);
    }

    @ParameterizedTest(name = "claimed by the insert: {0}")
    @ValueSource(booleans = {true, false})
    void a_cancel_between_the_claim_and_the_begin_reaches_the_handler_and_waits_for_no_scan(boolean byInsert) {
        // at once, so that the first of these is over before the run has a source, and no later one comes by itself
        onScanWake.set(node.scan()::scan);
        onCommit.set(() -> tables.queries().list("working", null, 1).forEach(run -> assertThat(
                        runs.cancel(run.id(), "ben", "wrong file"))
                .isEqualTo(CancelAnswer.ACCEPTED)));
        RunId id;
        if (byInsert) {
            id = enqueue(true);
        } else {
            id = TestRuns.on(database()).enqueue(work(true)).id();
            dispatcher.enqueue(id);
        }

        awaitStatus(id, RunStatus.CANCELLED);
        synchronized (commits) {
            assertThat(commits).contains("begun", "told by ben");
        }
    }

    @Test
    void the_others_are_told_of_a_run_that_waits_here_and_of_a_cancel_that_found_no_state() {
        RunId active = enqueue(true);
        awaitStatus(active, RunStatus.RUNNING);
        assertThat(signals).isEmpty();

        RunId waits = enqueue(false);
        assertThat(signals).containsExactly("waits " + waits);
        // these look at async states of their own, as a node does that has not heard of the run yet
        runs(tables, dispatcher, recorded -> {}).cancel(active, "ben", "");

        assertThat(signals).containsExactly("waits " + waits, "cancelled " + active);
    }

    @Test
    void a_run_with_a_key_waits_for_the_active_one_and_the_next_without_is_begun_at_once() {
        Runs elsewhere = TestRuns.on(database());
        RunId active = elsewhere
                .enqueue(work().withStartKey("catalogue", StartPolicy.QUEUE))
                .id();

        RunId waits = runs.enqueue(work().withStartKey("catalogue", StartPolicy.QUEUE))
                .id();
        assertThat(firstNotes(waits)).containsExactly(RunStatus.ENQUEUED);
        Awaitility.await().until(() -> queues.queue("runs").runningCount() == 0);
        RunId other =
                runs.enqueue(work().withStartKey("prices", StartPolicy.REFUSE)).id();

        assertThat(firstNotes(other)).startsWith(RunStatus.ENQUEUED, RunStatus.RUNNING);
        assertThat(tables.queries().find(waits).orElseThrow().status()).isEqualTo(RunStatus.ENQUEUED);
        assertThat(tables.queries().find(active).orElseThrow().status()).isEqualTo(RunStatus.ENQUEUED);
    }

    @Test
    void a_request_of_another_class_than_the_handler_s_is_claimed_by_who_has_read_it() {
        RunId id = runs.enqueue("working", new OtherWork(), "anna", null);

        awaitStatus(id, RunStatus.SUCCEEDED);
        synchronized (commits) {
            assertThat(commits).as("recorded, and claimed by who has read it").startsWith("commit", "commit", "begun");
        }
    }

    @Test
    void a_repeated_submit_claims_nothing() {
        RunId first = runs.enqueue(work().withIdempotencyKey("click")).id();
        awaitStatus(first, RunStatus.SUCCEEDED);

        assertThat(runs.enqueue(work().withIdempotencyKey("click"))).isEqualTo(new Enqueued(first, false));
        awaitIdle();
        assertThat(firstNotes(enqueue(false))).startsWith(RunStatus.ENQUEUED, RunStatus.RUNNING);
    }

    @Test
    void a_transaction_that_rolls_back_leaves_nothing_and_the_node_begins_the_next() throws Exception {
        RunId id;
        try (CallersTransaction caller = new CallersTransaction()) {
            id = caller.enqueue();
            assertThat(node.local().runs().mayOwn())
                    .as("while it may still commit")
                    .isTrue();
            caller.rollback();
        }

        assertThat(tables.queries().find(id)).isEmpty();
        assertThat(node.local().runs().mayOwn()).isFalse();
        node.scan().scan();
        assertThat(firstNotes(enqueue(false))).startsWith(RunStatus.ENQUEUED, RunStatus.RUNNING);
    }

    @Test
    void an_enqueue_that_fails_leaves_the_node_free() {
        RunId active = runs.enqueue(work(true).withStartKey("catalogue", StartPolicy.REFUSE))
                .id();
        awaitStatus(active, RunStatus.RUNNING);
        goOn.countDown();
        awaitStatus(active, RunStatus.SUCCEEDED);
        TestRuns.on(database()).enqueue(work().withStartKey("catalogue", StartPolicy.QUEUE));
        awaitIdle();

        assertThatThrownBy(() -> runs.enqueue(work().withStartKey("catalogue", StartPolicy.REFUSE)))
                .isInstanceOf(RunActiveException.class);

        assertThat(node.local().runs().mayOwn()).isFalse();
        assertThat(firstNotes(enqueue(false))).startsWith(RunStatus.ENQUEUED, RunStatus.RUNNING);
    }

    @Test
    void a_run_whose_transaction_commits_late_begins_then_and_others_begin_meanwhile() throws Exception {
        try (CallersTransaction caller = new CallersTransaction()) {
            RunId late = caller.enqueue();
            RunId meanwhile = enqueue(false);
            awaitStatus(meanwhile, RunStatus.SUCCEEDED);
            awaitIdle();

            caller.commit();

            awaitStatus(late, RunStatus.SUCCEEDED);
            assertThat(tables.queries().find(late).orElseThrow().epoch()).isEqualTo(1);
        }
    }

    @Test
    void a_run_whose_place_is_taken_when_its_transaction_commits_waits_again_and_no_attempt_is_spent()
            throws Exception {
        try (CallersTransaction caller = new CallersTransaction()) {
            RunId late = caller.enqueue();
            RunId meanwhile = enqueue(true);
            awaitStatus(meanwhile, RunStatus.RUNNING);
            signals.clear();

            caller.commit();
            assertThat(tables.queries().find(late).orElseThrow().status()).isEqualTo(RunStatus.RUNNING);
            node.scan().scan();

            assertThat(tables.queries().find(late).orElseThrow().status()).isEqualTo(RunStatus.INTERRUPTED);
            assertThat(tables.queries().find(late).orElseThrow().ownerDeaths()).isZero();
            assertThat(signals).containsExactly("waits " + late);
            goOn.countDown();
            node.scan().scan();
            awaitStatus(late, RunStatus.SUCCEEDED);
            assertThat(tables.queries().find(late).orElseThrow().epoch()).isEqualTo(2);
        }
    }

    @Test
    void a_node_that_could_not_show_itself_until_the_commit_gives_the_run_back() throws Exception {
        try (CallersTransaction caller = new CallersTransaction()) {
            RunId id = caller.enqueue();
            nanos.set(Duration.ofSeconds(7).toNanos());

            caller.commit();
            dispatcher.giveBack();

            assertThat(tables.queries().find(id).orElseThrow().status()).isEqualTo(RunStatus.INTERRUPTED);
            assertThat(tables.queries().find(id).orElseThrow().ownerDeaths()).isZero();
        }
        synchronized (commits) {
            assertThat(commits).doesNotContain("begun");
        }
    }

    @Test
    void a_stop_between_the_commit_and_the_begin_gives_the_run_back() throws Exception {
        try (CallersTransaction caller = new CallersTransaction()) {
            RunId id = caller.enqueue();
            queues.closeIntake();

            caller.commit();
            dispatcher.giveBack();

            assertThat(tables.queries().find(id).orElseThrow().status()).isEqualTo(RunStatus.INTERRUPTED);
            assertThat(tables.queries().find(id).orElseThrow().ownerDeaths()).isZero();
        }
    }

    @Test
    void a_stop_before_the_thread_of_the_queue_has_begun_gives_the_run_back() {
        BackgroundQueues withoutThread =
                new BackgroundQueues(Settings.defaults(), never -> {}, new ApplicationLifetime(), failure -> {});
        RunNode stopping = node(withoutThread);
        RunId id = stopping.runs().enqueue("working", new Work(false), "anna", null);
        assertThat(firstNotes(id)).containsExactly(RunStatus.ENQUEUED, RunStatus.RUNNING);

        withoutThread.closeIntake();
        withoutThread.drain(Duration.ZERO);
        stopping.dispatcher().giveBack();

        assertThat(tables.queries().find(id).orElseThrow().status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(tables.queries().find(id).orElseThrow().ownerDeaths()).isZero();
    }

    private static NewRun work() {
        return work(false);
    }

    private static NewRun work(boolean waits) {
        return NewRun.of("working", new Work(waits), "anna");
    }

    private RunId enqueue(boolean waits) {
        return runs.enqueue(work(waits)).id();
    }

    private List<RunStatus> firstNotes(RunId id) {
        return tables.queries().history(id).stream()
                .map(RunTransition::to)
                .limit(2)
                .toList();
    }

    private void awaitStatus(RunId id, RunStatus status) {
        Awaitility.await(status.name())
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> tables.queries().find(id).orElseThrow().status() == status);
    }

    private void awaitIdle() {
        Awaitility.await().until(() -> queues.queue("runs").runningCount() == 0);
    }

    private static DataSource alwaysOpen(Connection connection) {
        Connection kept = proxy(Connection.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "close" -> null;
            default -> call(connection, method, arguments);
        });
        return proxy(DataSource.class, (proxy, method, arguments) -> kept);
    }

    private static Object call(Connection connection, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(RunBeginTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /**
     * A transaction of the caller as a container manages it: one connection, and what was recorded begins after its
     * commit.
     */
    private final class CallersTransaction implements AutoCloseable {

        private final Connection connection;
        private final Runs inTransaction;
        private final List<RunRecorder.Recorded> recorded = new ArrayList<>();

        CallersTransaction() throws SQLException {
            connection = database().dataSource().getConnection();
            connection.setAutoCommit(false);
            Database managed = new Database(alwaysOpen(connection));
            inTransaction = runs(TestRuns.tables(managed), dispatcher, recorded::add);
        }

        RunId enqueue() {
            return inTransaction.enqueue("working", new Work(false), "anna", null);
        }

        void commit() throws SQLException {
            connection.commit();
            node.committed(recorded.get(0));
        }

        void rollback() throws SQLException {
            connection.rollback();
            assertThat(recorded.get(0).mayRollBack()).isTrue();
            node.rolledBack(recorded.get(0));
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
