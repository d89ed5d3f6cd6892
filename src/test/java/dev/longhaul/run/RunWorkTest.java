package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.asyncstate.AsyncState;
import dev.longhaul.asyncstate.InMemoryNodes;
import dev.longhaul.asyncstate.StateOptions;
import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.cancellation.CancelReceipt;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cluster.NodeId;
import dev.longhaul.database.Database;
import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.settings.Settings;
import dev.longhaul.testing.Sql;
import dev.longhaul.testing.TestDatabases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From enqueue to end: the worker, its handler and the database together. */
class RunWorkTest {

    /** A request with one field, to see it arrive. */
    public record Count(long upTo) {}

    private static Database database;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CancellationSource server = new CancellationSource();
    private final List<Long> counted = new ArrayList<>();
    private final AsyncState asyncState = TestStates.alone();
    private final AtomicLong nanos = new AtomicLong();
    private final NodeLease lease =
            new NodeLease(new NodeId("a", "first"), nanos::get, Duration.ofSeconds(7), () -> {});
    private RunDatabase tables;
    private Claims claims;
    private Runs runs;
    private RunNode node;
    private Step step = (execution, number) -> {};
    private Runnable afterLast = () -> {};

    /** What the handler does for each unit, set by each test. */
    private interface Step {
        void at(RunExecution<Count> execution, long number) throws Exception;
    }

    private final class Counting implements RunHandler<Count> {
        @Override
        public String type() {
            return "counting";
        }

        @Override
        public Class<Count> requestType() {
            return Count.class;
        }

        @Override
        public void run(RunExecution<Count> execution) throws Exception {
            for (long next = execution.committed().processed() + 1;
                    next <= execution.request().upTo();
                    next++) {
                execution.token().throwIfCancellationRequested();
                long number = next;
                step.at(execution, number);
                execution.commitChunk(transaction -> new RunProgress("counting", number, null, Map.of()));
                counted.add(number);
            }
            afterLast.run();
        }
    }

    private final Set<String> visible = new HashSet<>(Set.of("first"));

    @BeforeAll
    static void open() {
        database = TestDatabases.h2(RunNode.SCHEMA);
    }

    @BeforeEach
    void wire() {
        TestRuns.empty(database);
        tables = TestRuns.tables(database);
        claims = tables.claims(TestRuns.judge(database, visible));
        node = node(asyncState, TestRuns.idleQueues());
        runs = new RunNode(
                        new RunNode.Base(database, asyncState, TestRuns.idleQueues(), () -> {}, () -> {}),
                        membership(new NodeId("b", "second")),
                        new RunNode.Hooks(runs -> List.of(), ended -> {}, node -> recorded -> {}))
                .runs();
    }

    /** A node that scans on the thread that wakes its scan. */
    private RunNode node(AsyncState state, BackgroundQueues queues) {
        AtomicReference<RunNode> made = new AtomicReference<>();
        made.set(new RunNode(
                new RunNode.Base(
                        database, state, queues, () -> made.get().scan().scan(), () -> {}),
                membership(lease.holder()),
                TestRuns.hooks(List.of(new Counting()))));
        return made.get();
    }

    private RunNode.Membership membership(NodeId self) {
        return new RunNode.Membership(
                TestRuns.seeing(self, visible), RunSignals.NONE, lease, TestRuns.judge(database, visible));
    }

    private void work(RunId id, CancellationToken serverStopping) {
        work(node, id, serverStopping);
    }

    /** Works on a run as a node does that has it in its queue. */
    private static void work(RunNode node, RunId id, CancellationToken serverStopping) {
        node.local().runs().enqueue(id);
        node.worker().work(id, serverStopping);
        node.local().runs().forget(id);
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void a_run_works_off_its_request_and_succeeds() {
        RunId id = runs.enqueue("counting", new Count(3), "anna", 3L);

        work(id, server.token());

        assertThat(counted).containsExactly(1L, 2L, 3L);
        Run run = runs.find(id).orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(run.progress().processed()).isEqualTo(3);
    }

    @Test
    void progress_is_seen_before_it_is_committed() {
        RunId id = runs.enqueue("counting", new Count(1), "anna", null);
        List<Long> seen = new ArrayList<>();
        step = (execution, number) -> {
            execution.publish(new RunProgress("counting", 42, null, Map.of()));
            seen.add(runs.find(id).orElseThrow().progress().processed());
        };

        work(id, server.token());

        assertThat(seen).containsExactly(42L);
    }

    @Test
    void a_cancel_stops_the_run_between_two_units_and_keeps_what_was_committed() {
        RunId id = runs.enqueue("counting", new Count(10), "anna", null);
        step = (execution, number) -> {
            if (number == 3) {
                assertThat(runs.cancel(id, "ben", "enough")).isEqualTo(CancelAnswer.ACCEPTED);
            }
        };

        work(id, server.token());

        Run run = runs.find(id).orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run.progress().processed()).isEqualTo(2);
        assertThat(run.cancelReceipt()).extracting("reason.actor").isEqualTo("ben");
    }

    @Test
    void the_receipt_of_a_cancel_tells_who_asked_where_and_when_each_stage_was_reached() {
        RunId id = runs.enqueue("counting", new Count(10), "anna", null);
        List<CancelReceipt.Stage> seen = new ArrayList<>();
        step = (execution, number) -> {
            if (number == 3) {
                runs.cancel(id, "ben", "enough");
                node.worker().recordStages();
                seen.add(stageOf(id));
                assertThat(execution.token().isCancellationRequested()).isTrue();
                node.worker().recordStages();
                seen.add(stageOf(id));
            }
        };

        work(id, server.token());

        seen.add(stageOf(id));
        assertThat(seen)
                .containsExactly(
                        CancelReceipt.Stage.DELIVERED, CancelReceipt.Stage.OBSERVED, CancelReceipt.Stage.ENDED);
        CancelReceipt receipt = requireReceipt(id);
        assertThat(receipt.reason().actor()).isEqualTo("ben");
        assertThat(receipt.reason().node()).isEqualTo("b");
        assertThat(List.of(
                        receipt.requestedAt(),
                        Objects.requireNonNull(receipt.deliveredAt()),
                        Objects.requireNonNull(receipt.observedAt()),
                        Objects.requireNonNull(receipt.endedAt())))
                .isSorted();
    }

    @Test
    void a_run_that_ends_without_a_look_at_its_token_was_reached_by_the_cancel_and_has_not_seen_it() {
        RunId id = runs.enqueue("counting", new Count(3), "anna", null);
        afterLast = () -> runs.cancel(id, "ben", "");

        work(id, server.token());

        CancelReceipt receipt = requireReceipt(id);
        assertThat(receipt.stage()).isEqualTo(CancelReceipt.Stage.ENDED);
        assertThat(receipt.deliveredAt()).isNotNull();
        assertThat(receipt.observedAt()).isNull();
    }

    @Test
    void a_run_whose_owner_cannot_be_seen_says_so_until_it_is_seen_again() {
        RunId id = runs.enqueue("counting", new Count(1), "anna", null);
        List<Boolean> lost = new ArrayList<>();
        step = (execution, number) -> {
            lost.add(runs.find(id).orElseThrow().ownerLost());
            visible.clear();
            lost.add(runs.find(id).orElseThrow().ownerLost());
            visible.add("first");
            lost.add(runs.find(id).orElseThrow().ownerLost());
            visible.clear();
        };

        work(id, server.token());

        lost.add(runs.find(id).orElseThrow().ownerLost());
        assertThat(lost).containsExactly(false, true, false, false);
    }

    private CancelReceipt.Stage stageOf(RunId id) {
        return requireReceipt(id).stage();
    }

    private CancelReceipt requireReceipt(RunId id) {
        return Objects.requireNonNull(runs.find(id).orElseThrow().cancelReceipt());
    }

    @Test
    void a_cancel_in_the_last_unit_decides_and_keeps_it_from_being_committed() {
        RunId id = runs.enqueue("counting", new Count(3), "anna", null);
        step = (execution, number) -> {
            if (number == 3) {
                runs.cancel(id, "ben", "");
            }
        };

        work(id, server.token());

        assertThat(counted).hasSize(2);
        assertThat(runs.find(id).orElseThrow().progress().processed()).isEqualTo(2);
        assertThat(runs.find(id).orElseThrow().status()).isEqualTo(RunStatus.CANCELLED);
    }

    @Test
    void a_cancel_after_the_last_unit_still_decides() {
        RunId id = runs.enqueue("counting", new Count(3), "anna", null);
        afterLast = () -> runs.cancel(id, "ben", "");

        work(id, server.token());

        assertThat(counted).hasSize(3);
        assertThat(runs.find(id).orElseThrow().status()).isEqualTo(RunStatus.CANCELLED);
    }

    @Test
    void a_cancel_that_only_the_cluster_knows_stops_no_run_and_names_no_actor() {
        RunId id = runs.enqueue("counting", new Count(5), "anna", null);
        step = (execution, number) -> cancelThroughAsyncState(id, "ceo");

        work(id, server.token());

        Run run = runs.find(id).orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(counted).hasSize(5);
        assertThat(run.cancelReceipt()).isNull();
        assertThat(runs.history(id)).extracting(RunTransition::actor).doesNotContain("ceo");
    }

    @Test
    void a_cancel_is_that_of_the_database_whoever_came_first_through_the_cluster() {
        RunId id = runs.enqueue("counting", new Count(5), "anna", null);
        step = (execution, number) -> {
            if (number == 2) {
                cancelThroughAsyncState(id, "ceo");
            } else if (number == 3) {
                assertThat(execution.token().isCancellationRequested()).isFalse();
                assertThat(runs.cancel(id, "ben", "enough")).isEqualTo(CancelAnswer.ACCEPTED);
                // what the signal does on the owner: the one request of async state is used up
                node.dispatcher().noteCancel(id);
                assertThat(execution.token().reason())
                        .map(CancellationReason::actor)
                        .contains("ben");
            }
        };

        work(id, server.token());

        Run run = runs.find(id).orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(run.cancelReceipt()).extracting("reason.actor").isEqualTo("ben");
        assertThat(runs.history(id)).extracting(RunTransition::actor).doesNotContain("ceo");
    }

    @Test
    void a_state_that_a_peer_writes_over_that_of_a_run_does_not_stop_it() {
        RunId id = runs.enqueue("counting", new Count(5), "anna", null);
        step = (execution, number) -> asyncState.create(
                new RunProgress("forged", 1_000_000, null, Map.of()), id.toString(), StateOptions.defaults());

        work(id, server.token());

        Run run = runs.find(id).orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(run.progress().processed()).isEqualTo(5);
    }

    @Test
    void a_run_whose_owner_is_another_one_by_now_is_stopped_when_the_cluster_says_so() {
        RunId id = runs.enqueue("counting", new Count(5), "anna", null);
        List<CancellationReason.Kind> seen = new ArrayList<>();
        step = (execution, number) -> {
            Jdbi.create(database.dataSource()).useHandle(handle -> handle.execute("UPDATE run SET epoch = epoch + 1"));
            cancelThroughAsyncState(id, "anyone");
            execution.token().reason().map(CancellationReason::kind).ifPresent(seen::add);
            execution.token().throwIfCancellationRequested();
        };

        work(id, server.token());

        assertThat(seen).containsExactly(Kind.OWNER_LOST);
        assertThat(runs.find(id).orElseThrow().status()).isEqualTo(RunStatus.RUNNING);
    }

    private void cancelThroughAsyncState(RunId id, String actor) {
        asyncState.cancel(
                RunProgress.class,
                id.toString(),
                CancellationReason.of(Kind.USER, "").withActor(actor));
    }

    @Test
    void a_stopping_server_interrupts_the_run_and_the_next_one_goes_on_after_the_last_chunk() {
        RunId id = runs.enqueue("counting", new Count(5), "anna", null);
        step = (execution, number) -> {
            if (number == 2) {
                server.cancel(CancellationReason.of(Kind.SHUTDOWN, "the application is stopping"));
            }
        };

        work(id, server.token());
        assertThat(runs.find(id).orElseThrow().status()).isEqualTo(RunStatus.INTERRUPTED);
        step = (execution, number) -> {};
        work(id, new CancellationSource().token());

        assertThat(counted).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(runs.find(id).orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(runs.find(id).orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void a_failure_with_a_sentence_is_shown_as_it_is() {
        RunId id = runs.enqueue("counting", new Count(5), "anna", null);
        step = (execution, number) -> {
            throw new RunFailedException("The file is gone.");
        };

        work(id, server.token());

        Run run = runs.find(id).orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.failure()).isEqualTo("The file is gone.");
    }

    @Test
    void any_other_failure_an_error_too_ends_the_run_as_failed() {
        RunId id = runs.enqueue("counting", new Count(5), "anna", null);
        step = (execution, number) -> {
            throw new StackOverflowError("too deep");
        };

        work(id, server.token());

        assertThat(runs.find(id).orElseThrow().failure()).isEqualTo("StackOverflowError: too deep");
    }

    @Test
    void a_request_that_cannot_be_read_here_is_left_for_a_node_that_can() {
        RunId id = TestRuns.enqueue(tables, "counting", "[broken", "anna");

        work(id, server.token());

        assertThat(runs.find(id).orElseThrow().status()).isEqualTo(RunStatus.ENQUEUED);
        assertThat(node.local().handlers().isUnreadable(id)).isTrue();
    }

    @Test
    void a_run_that_another_owner_took_records_nothing_more() {
        RunId id = runs.enqueue("counting", new Count(5), "anna", null);
        step = (execution, number) -> {
            if (number == 2) {
                takeOver(id);
            }
        };

        work(id, server.token());

        Run run = runs.find(id).orElseThrow();
        assertThat(counted).containsExactly(1L);
        assertThat(run.node()).isEqualTo("b");
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(run.progress().processed()).isEqualTo(1);
    }

    @Test
    void a_woken_owner_does_not_remove_the_state_of_its_successor() {
        RunId id = runs.enqueue("counting", new Count(5), "anna", null);
        InMemoryNodes cluster = new InMemoryNodes();
        AsyncState here = cluster.start("a");
        AsyncState there = cluster.start("b");
        RunNode frozen = node(here, TestRuns.idleQueues());
        step = (execution, number) -> {
            if (number == 2) {
                takeOver(id);
                there.create(RunProgress.none(5L), id.toString(), StateOptions.defaults());
                cluster.settle();
            }
        };

        work(frozen, id, server.token());
        cluster.settle();

        assertThat(there.find(RunProgress.class, id.toString())).isPresent();
        assertThat(here.find(RunProgress.class, id.toString())).isPresent();
    }

    @Test
    void a_node_that_could_not_show_itself_stops_its_runs_and_writes_nothing_more() {
        RunId id = runs.enqueue("counting", new Count(5), "anna", null);
        List<CancellationReason.Kind> seen = new ArrayList<>();
        step = (execution, number) -> {
            if (number == 3) {
                nanos.addAndGet(Duration.ofSeconds(7).toNanos());
                assertThatThrownBy(() -> execution.commitChunk(transaction -> RunProgress.none(99L)))
                        .isInstanceOf(RunLostException.class)
                        .hasMessageContaining("could not show itself for 7000 ms");
                node.worker().fence();
                seen.add(execution.token().reason().orElseThrow().kind());
            }
        };

        work(id, server.token());

        assertThat(seen).containsExactly(Kind.OWNER_LOST);
        Run run = runs.find(id).orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(run.progress().processed()).isEqualTo(2);
        assertThat(run.ownerDeaths()).isEqualTo(1);
    }

    @Test
    void a_node_that_shows_itself_in_time_keeps_its_runs() {
        RunId id = runs.enqueue("counting", new Count(5), "anna", null);
        step = (execution, number) -> {
            nanos.addAndGet(Duration.ofMillis(6_999).toNanos());
            node.worker().fence();
            lease.confirm(lease.now());
        };

        work(id, server.token());

        assertThat(runs.find(id).orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
    }

    @Test
    void a_run_that_nobody_here_works_on_although_it_is_recorded_so_goes_on_by_the_scan() throws Exception {
        RunId id = runs.enqueue("counting", new Count(2), "anna", null);
        // claimed, and then the database did not answer
        claims.claim(id, lease.holder(), run -> true);
        BackgroundQueues queues =
                new BackgroundQueues(Settings.defaults(), threads, new ApplicationLifetime(), failure -> {});
        RunNode scanning = node(asyncState, queues);

        scanning.scan().scan();
        CountDownLatch done = new CountDownLatch(1);
        queues.queue("runs").enqueue("last", token -> done.countDown());
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(runs.find(id).orElseThrow().status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(runs.find(id).orElseThrow().epoch()).isEqualTo(2);
        queues.drain(Duration.ZERO);
    }

    private void takeOver(RunId id) {
        visible.clear();
        Sql.on(database)
                .useHandle(handle ->
                        handle.execute("UPDATE run_node SET renewed_at = CURRENT_TIMESTAMP - INTERVAL '1' MINUTE"));
        NodeId other = new NodeId("b", "second");
        assertThat(claims.takeFromGone(id, other)).isTrue();
        assertThat(claims.claim(id, other, run -> true)).isPresent();
    }

    @Test
    void the_scan_brings_what_waits_and_brings_nothing_twice() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        step = (execution, number) -> {
            working.countDown();
            assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
        };
        BackgroundQueues queues =
                new BackgroundQueues(Settings.defaults(), threads, new ApplicationLifetime(), failure -> {});
        RunNode scanning = node(asyncState, queues);
        RunId id = runs.enqueue("counting", new Count(1), "anna", null);

        scanning.scan().scan();
        assertThat(queues.queue("runs").depth())
                .as("left to those who were told")
                .isZero();
        TestRuns.grow(database, Duration.ofSeconds(1));
        scanning.scan().scan();
        assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
        scanning.dispatcher().enqueue(id);
        scanning.scan().scan();
        assertThat(queues.queue("runs").depth()).isZero();
        goOn.countDown();
        queues.queue("runs").enqueue("last", token -> done.countDown());

        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(counted).containsExactly(1L);
        queues.drain(Duration.ZERO);
    }
}
