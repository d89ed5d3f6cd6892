package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.longhaul.cancellation.OperationCancelledException;
import dev.longhaul.cluster.NodeId;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.testing.Sql;
import jakarta.json.bind.JsonbBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the store promises on every database. */
@ParameterizedClass(name = "{0}")
@EnumSource(Dialect.class)
class RunDatabaseTest {

    private static final NodeId NODE_A = new NodeId("a", "first");
    private static final NodeId NODE_B = new NodeId("b", "first");

    private final List<RunEnded> ended = new ArrayList<>();
    private final Set<String> visible = new HashSet<>(Set.of("first"));
    private RunDatabase tables;
    private Claims claims;

    private final Dialect dialect;

    private Database database() {
        return TestRuns.database(dialect);
    }

    RunDatabaseTest(Dialect dialect) {
        this.dialect = dialect;
    }

    @BeforeEach
    void emptyTable() {
        TestRuns.empty(database());
        tables = new RunDatabase(database(), JsonbBuilder.create(), ended::add);
        claims = tables.claims(TestRuns.judge(database(), visible));
    }

    @Test
    void each_end_is_announced_once_and_after_its_commit() {
        RunId succeeded = enqueued();
        claims.claim(succeeded, NODE_A, any -> true);
        claims.finish(succeeded, 1, RunOutcome.RETURNED);
        RunId interrupted = enqueued();
        claims.claim(interrupted, NODE_A, any -> true);
        claims.finish(interrupted, 1, RunOutcome.STOPPED_BY_THE_SERVER);
        RunId failed = enqueued();
        claims.claim(failed, NODE_A, any -> true);
        claims.finish(failed, 1, RunOutcome.failed("broken"));
        RunId cancelledWaiting = enqueued();
        tables.interventions().cancel(cancelledWaiting, "", ChangedBy.person("mara", null));
        tables.interventions().cancel(cancelledWaiting, "", ChangedBy.person("mara", null));

        assertThat(ended)
                .extracting(RunEnded::id, RunEnded::status, RunEnded::epoch, RunEnded::failure, RunEnded::startedBy)
                .containsExactly(
                        tuple(succeeded, RunStatus.SUCCEEDED, 1L, null, "anna"),
                        tuple(failed, RunStatus.FAILED, 1L, "broken", "anna"),
                        tuple(cancelledWaiting, RunStatus.CANCELLED, 0L, null, "anna"));
    }

    @Test
    void a_listener_sees_the_end_in_the_database_and_may_fail_without_harm() {
        List<RunStatus> seen = new ArrayList<>();
        RunDatabase watched = new RunDatabase(database(), JsonbBuilder.create(), end -> {
            seen.add(require(end.id()).status());
            throw new IllegalStateException("from the listener");
        });
        RunId id = enqueued();
        Claims watchedClaims = watched.claims(TestRuns.judge(database(), visible));
        watchedClaims.claim(id, NODE_A, any -> true);

        assertThat(watchedClaims.finish(id, 1, RunOutcome.RETURNED))
                .map(Run::status)
                .contains(RunStatus.SUCCEEDED);
        assertThat(seen).containsExactly(RunStatus.SUCCEEDED);
    }

    @Test
    void only_runs_that_ended_long_ago_are_removed_and_what_belongs_to_them_goes_in_the_same_transaction() {
        RunId old = enqueued();
        tables.interventions().cancel(old, "", ChangedBy.person("mara", null));
        Sql.on(database())
                .useHandle(handle -> handle.execute(
                        "UPDATE run SET finished_at = CURRENT_TIMESTAMP - INTERVAL '3' HOUR WHERE id = ?",
                        old.value()));
        RunId fresh = enqueued();
        tables.interventions().cancel(fresh, "", ChangedBy.person("mara", null));
        RunId waiting = enqueued();
        List<RunId> alsoRemoved = new ArrayList<>();
        Duration age = Duration.ofHours(2);

        assertThat(tables.queries().endedBefore("test", age, 10)).containsExactly(old);
        assertThat(tables.queries().endedBefore("other", age, 10)).isEmpty();
        assertThatThrownBy(() -> tables.queries().removeEnded(old, age, (handle, id) -> {
                    throw new IllegalStateException("cannot remove the rest");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(tables.queries().find(old)).isPresent();
        assertThat(tables.queries().removeEnded(old, age, (handle, id) -> alsoRemoved.add(id)))
                .isTrue();
        assertThat(tables.queries().removeEnded(old, age, (handle, id) -> alsoRemoved.add(id)))
                .isFalse();
        assertThat(tables.queries().removeEnded(fresh, age, (handle, id) -> alsoRemoved.add(id)))
                .isFalse();

        assertThat(alsoRemoved).containsExactly(old);
        assertThat(tables.queries().find(old)).isEmpty();
        assertThat(tables.queries().find(fresh)).isPresent();
        assertThat(tables.queries().find(waiting)).isPresent();
    }

    @Test
    void a_new_run_waits_with_its_request() {
        RunId id = enqueued();

        Run run = require(id);
        assertThat(run.status()).isEqualTo(RunStatus.ENQUEUED);
        assertThat(run.request()).isEqualTo("{\"a\":1}");
        assertThat(run.startedBy()).isEqualTo("anna");
        assertThat(run.progress()).isEqualTo(RunProgress.none(10L));
        assertThat(run.node()).isNull();
        assertThat(waiting("test")).containsExactly(id);
        assertThat(waiting("other")).isEmpty();
    }

    @Test
    void a_claim_raises_the_epoch_and_excludes_every_other_owner() {
        RunId id = enqueued();

        Run claimed = claims.claim(id, NODE_A, any -> true).orElseThrow();

        assertThat(claimed.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(claimed.epoch()).isEqualTo(1);
        assertThat(claimed.node()).isEqualTo("a");
        assertThat(claimed.startedAt()).isNotNull();
        assertThat(claims.claim(id, NODE_B, any -> true)).isEmpty();
        assertThat(waiting("test")).isEmpty();
    }

    @Test
    void a_run_of_an_unknown_type_is_left_for_a_node_that_knows_it() {
        RunId id = enqueued();

        assertThat(claims.claim(id, NODE_A, run -> false)).isEmpty();

        assertThat(require(id).status()).isEqualTo(RunStatus.ENQUEUED);
    }

    @Test
    void a_claim_of_a_run_that_had_another_owner_since_it_was_seen_does_not_repeat_that_one_s_epoch() {
        RunId id = enqueued();
        Run first = claims.claim(id, NODE_B, any -> true).orElseThrow();
        claims.finish(id, first.epoch(), RunOutcome.STOPPED_BY_THE_SERVER);
        AtomicLong second = new AtomicLong();

        Optional<Run> late = claims.claim(id, NODE_A, seen -> {
            second.set(claims.claim(id, NODE_B, any -> true).orElseThrow().epoch());
            claims.finish(id, second.get(), RunOutcome.STOPPED_BY_THE_SERVER);
            return true;
        });

        assertThat(second).hasValue(2);
        assertThat(late.map(Run::epoch).orElse(3L))
                .as("not claimed, or once more")
                .isEqualTo(3);
        assertThat(tables.queries().history(id))
                .extracting(RunTransition::epoch)
                .isSorted();
    }

    @Test
    void of_two_claims_at_the_same_moment_one_wins() throws Exception {
        for (int round = 0; round < 20; round++) {
            RunId id = enqueued();
            CyclicBarrier together = new CyclicBarrier(2);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                List<Future<Optional<Run>>> answers = List.of(NODE_A, NODE_B).stream()
                        .map(owner -> threads.submit(() -> {
                            together.await(10, TimeUnit.SECONDS);
                            return claims.claim(id, owner, any -> true);
                        }))
                        .toList();
                long winners = 0;
                for (Future<Optional<Run>> claim : answers) {
                    winners += claim.get(10, TimeUnit.SECONDS).isPresent() ? 1 : 0;
                }
                assertThat(winners).isEqualTo(1);
                assertThat(require(id).epoch()).isEqualTo(1);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void a_chunk_and_its_progress_are_committed_together() {
        Run run = claimed();

        commit(run, transaction -> progress(5));

        assertThat(require(run.id()).progress()).isEqualTo(progress(5));
    }

    @Test
    void a_chunk_that_throws_leaves_nothing_behind() {
        Run run = claimed();

        assertThatThrownBy(() -> commit(run, transaction -> {
                    Sql.in(transaction).execute("UPDATE run SET failure = 'half done'");
                    throw new IOException("broken file");
                }))
                .isInstanceOf(IOException.class);

        assertThat(require(run.id()).failure()).isNull();
        assertThat(require(run.id()).progress()).isEqualTo(RunProgress.none(10L));
    }

    @Test
    void a_chunk_of_an_earlier_owner_writes_nothing() {
        Run lost = claimed();
        claims.finish(lost.id(), lost.epoch(), RunOutcome.STOPPED_BY_THE_SERVER);
        Run current = claims.claim(lost.id(), NODE_B, any -> true).orElseThrow();

        assertThatThrownBy(() -> commit(lost, transaction -> {
                    Sql.in(transaction).execute("UPDATE run SET failure = 'written by a ghost'");
                    return progress(9);
                }))
                .isInstanceOf(RunLostException.class);

        assertThat(require(lost.id()).progress()).isEqualTo(RunProgress.none(10L));
        assertThat(require(lost.id()).failure()).isNull();
        assertThat(current.epoch()).isEqualTo(2);
    }

    @Test
    void an_end_by_itself_is_a_success() {
        Run run = claimed();

        Run ended = claims.finish(run.id(), run.epoch(), RunOutcome.RETURNED).orElseThrow();

        assertThat(ended.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(ended.finishedAt()).isNotNull();
    }

    @Test
    void a_cancel_recorded_before_the_end_decides() {
        Run run = claimed();
        assertThat(tables.interventions().cancel(run.id(), "wrong file", ChangedBy.person("ben", "b")))
                .isEqualTo(CancelAnswer.ACCEPTED);
        assertThat(require(run.id()).status()).isEqualTo(RunStatus.CANCELLING);

        Run ended = claims.finish(run.id(), run.epoch(), RunOutcome.RETURNED).orElseThrow();

        assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(ended.cancelReceipt()).isNotNull();
        assertThat(ended.cancelReceipt().reason().actor()).isEqualTo("ben");
        assertThat(ended.cancelReceipt().reason().text()).isEqualTo("wrong file");
    }

    @Test
    void a_cancel_after_the_end_changes_nothing() {
        Run run = claimed();
        claims.finish(run.id(), run.epoch(), RunOutcome.RETURNED);

        assertThat(tables.interventions().cancel(run.id(), "", ChangedBy.person("ben", "b")))
                .isEqualTo(CancelAnswer.ALREADY_ENDED);
        assertThat(require(run.id()).status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(require(run.id()).cancelReceipt()).isNull();
    }

    @Test
    void a_second_cancel_keeps_the_first_actor() {
        Run run = claimed();
        tables.interventions().cancel(run.id(), "first", ChangedBy.person("ben", "b"));

        assertThat(tables.interventions().cancel(run.id(), "second", ChangedBy.person("cleo", "b")))
                .isEqualTo(CancelAnswer.ACCEPTED);

        assertThat(require(run.id()).cancelReceipt()).extracting("reason.actor").isEqualTo("ben");
    }

    @Test
    void a_run_that_has_not_started_is_cancelled_at_once() {
        RunId id = enqueued();

        assertThat(tables.interventions().cancel(id, "", ChangedBy.person("ben", "b")))
                .isEqualTo(CancelAnswer.CANCELLED);
        assertThat(tables.interventions().cancel(id, "", ChangedBy.person("ben", "b")))
                .isEqualTo(CancelAnswer.CANCELLED);

        assertThat(require(id).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(require(id).finishedAt()).isNotNull();
        assertThat(claims.claim(id, NODE_A, any -> true)).isEmpty();
    }

    @Test
    void an_unknown_run_cannot_be_cancelled() {
        assertThat(tables.interventions().cancel(RunId.random(), "", ChangedBy.person("ben", "b")))
                .isEqualTo(CancelAnswer.UNKNOWN);
    }

    @Test
    void a_failure_is_recorded_with_its_sentence() {
        Run run = claimed();

        Run ended = claims.finish(run.id(), run.epoch(), RunOutcome.failed("the file is gone"))
                .orElseThrow();

        assertThat(ended.status()).isEqualTo(RunStatus.FAILED);
        assertThat(ended.failure()).isEqualTo("the file is gone");
    }

    @Test
    void an_interrupted_run_goes_on_from_its_progress_with_the_next_epoch() {
        Run run = claimed();
        commit(run, transaction -> progress(7));
        claims.finish(run.id(), run.epoch(), RunOutcome.STOPPED_BY_THE_SERVER);
        assertThat(require(run.id()).status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(require(run.id()).finishedAt()).isNull();

        Run again = claims.claim(run.id(), NODE_B, any -> true).orElseThrow();

        assertThat(again.progress()).isEqualTo(progress(7));
        assertThat(again.epoch()).isEqualTo(2);
        assertThat(again.startedAt()).isEqualTo(run.startedAt());
    }

    @Test
    void a_run_asked_to_stop_that_its_server_stopped_is_cancelled() {
        Run run = claimed();
        tables.interventions().cancel(run.id(), "", ChangedBy.person("ben", "b"));

        Run ended = claims.finish(run.id(), run.epoch(), RunOutcome.STOPPED_BY_THE_SERVER)
                .orElseThrow();

        assertThat(ended.status()).isEqualTo(RunStatus.CANCELLED);
    }

    @Test
    void a_list_shows_the_newest_first_and_can_be_of_one_person() {
        RunId first = enqueued();
        RunId second = enqueued();
        RunId foreign = TestRuns.enqueue(tables, "test", "{}", "ben");

        assertThat(tables.queries().list("test", null, 10)).extracting(Run::id).containsExactly(foreign, second, first);
        assertThat(tables.queries().list("test", "anna", 10))
                .extracting(Run::id)
                .containsExactly(second, first);
        assertThat(tables.queries().list("test", null, 1)).extracting(Run::id).containsExactly(foreign);
    }

    @Test
    void a_cancel_does_not_wait_for_a_chunk_that_is_being_written_and_keeps_it_from_being_committed() throws Exception {
        Run run = claimed();
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> chunk = thread.submit(() -> {
                commit(run, transaction -> {
                    writing.countDown();
                    assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
                    return progress(3);
                });
                return null;
            });
            assertThat(writing.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(tables.interventions().cancel(run.id(), "", ChangedBy.person("ben", "b")))
                    .isEqualTo(CancelAnswer.ACCEPTED);
            cancelled.countDown();
            assertThat(chunk)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withCauseInstanceOf(OperationCancelledException.class);
        } finally {
            thread.shutdownNow();
        }

        assertThat(require(run.id()).progress().processed()).isZero();
        assertThat(require(run.id()).status()).isEqualTo(RunStatus.CANCELLING);
    }

    @Test
    void every_change_of_a_status_is_in_the_history_with_who_where_and_why() {
        RunId id = enqueued();
        claims.claim(id, NODE_A, any -> true);
        claims.finish(id, 1, RunOutcome.STOPPED_BY_THE_SERVER);
        claims.claim(id, NODE_B, any -> true);
        tables.interventions().cancel(id, "", ChangedBy.person("ben", "a"));
        claims.finish(id, 2, RunOutcome.RETURNED);

        assertThat(tables.queries().history(id))
                .extracting(
                        RunTransition::from,
                        RunTransition::to,
                        RunTransition::reason,
                        RunTransition::actor,
                        RunTransition::node,
                        RunTransition::epoch)
                .containsExactly(
                        tuple(null, RunStatus.ENQUEUED, "accepted", "anna", "b", 0L),
                        tuple(RunStatus.ENQUEUED, RunStatus.RUNNING, "claimed", null, "a", 1L),
                        tuple(RunStatus.RUNNING, RunStatus.INTERRUPTED, "its server stopped or died", null, "a", 1L),
                        tuple(RunStatus.INTERRUPTED, RunStatus.RUNNING, "claimed with the next epoch", null, "b", 2L),
                        tuple(RunStatus.RUNNING, RunStatus.CANCELLING, "asked to stop", "ben", "a", 2L),
                        tuple(
                                RunStatus.CANCELLING,
                                RunStatus.CANCELLED,
                                "stopped, or forced by an administrator",
                                null,
                                "b",
                                2L));
        assertThat(tables.queries().history(id)).extracting(RunTransition::at).isSorted();
    }

    @Test
    void a_change_that_is_rolled_back_leaves_no_history() {
        RunId id = enqueued();

        assertThatThrownBy(() -> claims.claim(id, new NodeId("a", "x".repeat(101)), any -> true))
                .isInstanceOf(RuntimeException.class);

        assertThat(tables.queries().history(id)).hasSize(1);
        assertThat(require(id).status()).isEqualTo(RunStatus.ENQUEUED);
    }

    @Test
    void a_run_whose_progress_cannot_be_read_is_parked_with_the_reason_and_harms_no_other() {
        Run broken = claimed();
        claims.finish(broken.id(), broken.epoch(), RunOutcome.STOPPED_BY_THE_SERVER);
        Sql.on(database())
                .useHandle(handle -> handle.execute(
                        "UPDATE run SET progress = '{broken' WHERE id = ?",
                        broken.id().value()));
        RunId whole = enqueued();

        assertThat(claims.claim(broken.id(), NODE_B, any -> true)).isEmpty();
        assertThat(claims.claim(whole, NODE_B, any -> true)).isPresent();

        assertThat(require(broken.id()).status()).isEqualTo(RunStatus.PARKED);
        assertThat(require(broken.id()).failure()).isEqualTo("its recorded progress cannot be read");
        assertThat(tables.queries().list("test", null, 10)).hasSize(2);
    }

    private RunId enqueued() {
        RunId id = TestRuns.enqueue(tables, "test", "{\"a\":1}", "anna");
        return id;
    }

    private Run claimed() {
        return claims.claim(enqueued(), NODE_A, any -> true).orElseThrow();
    }

    private List<RunId> waiting(String type) {
        return claims.candidates(List.of(type), 10).stream()
                .filter(Claims.Candidate::waits)
                .map(Claims.Candidate::id)
                .toList();
    }

    private <X extends Exception> void commit(Run run, ChunkWork<X> work) throws X {
        tables.chunks(TestRuns.owner(run)).commit(work);
    }

    private Run require(RunId id) {
        return tables.queries().find(id).orElseThrow();
    }

    private static RunProgress progress(long processed) {
        return new RunProgress("importing", processed, 10L, Map.of("created", processed));
    }
}
