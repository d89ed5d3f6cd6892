package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cluster.NodeId;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.testing.Figures;
import dev.longhaul.testing.Sql;
import jakarta.json.bind.JsonbBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person may do to a run, on every database. */
@ParameterizedClass(name = "{0}")
@EnumSource(Dialect.class)
class RunInterventionsTest {

    private static final NodeId A = new NodeId("a", "a-1");

    private final List<RunEnded> ended = new ArrayList<>();
    private RunDatabase tables;
    private Claims claims;
    private Runs runs;

    private final Dialect dialect;

    private Database database() {
        return TestRuns.database(dialect);
    }

    RunInterventionsTest(Dialect dialect) {
        this.dialect = dialect;
    }

    @BeforeEach
    void wire() {
        TestRuns.empty(database());
        tables = new RunDatabase(database(), JsonbBuilder.create(), ended::add);
        claims = tables.claims(TestRuns.judge(database(), Set.of("a-1")));
        runs = TestRuns.on(database());
    }

    @Test
    void a_cancelled_run_is_resumed_from_its_checkpoint_and_its_cancel_is_forgotten() {
        Run run = claimed();
        tables.chunks(TestRuns.owner(run)).commit(transaction -> progress(7));
        tables.interventions().cancel(run.id(), "", ChangedBy.person("ben", "b"));
        claims.finish(run.id(), 1, RunOutcome.RETURNED);

        assertThat(runs.resume(run.id(), "anna")).isEqualTo(ResumeAnswer.RESUMED);

        Run again = claims.claim(run.id(), A, any -> true).orElseThrow();
        assertThat(again.progress()).isEqualTo(progress(7));
        assertThat(again.epoch()).isEqualTo(2);
        assertThat(again.cancelReceipt()).isNull();
        assertThat(again.finishedAt()).isNull();
        assertThat(claims.finish(run.id(), 2, RunOutcome.RETURNED))
                .map(Run::status)
                .contains(RunStatus.SUCCEEDED);
        assertThat(tables.queries().history(run.id()))
                .filteredOn(change -> change.to() == RunStatus.ENQUEUED && change.from() != null)
                .extracting(RunTransition::actor)
                .containsExactly("anna");
    }

    @Test
    void a_failed_run_is_resumed_without_its_failure() {
        Run run = claimed();
        claims.finish(run.id(), 1, RunOutcome.failed("broken"));

        assertThat(runs.resume(run.id(), "anna")).isEqualTo(ResumeAnswer.RESUMED);

        assertThat(require(run).failure()).isNull();
        assertThat(require(run).status()).isEqualTo(RunStatus.ENQUEUED);
    }

    @Test
    void a_parked_run_gets_all_its_attempts_again_or_is_given_up() {
        Run tried = parked();
        Run givenUp = parked();

        assertThat(runs.resume(tried.id(), "root")).isEqualTo(ResumeAnswer.RESUMED);
        assertThat(runs.cancel(givenUp.id(), "root", "")).isEqualTo(CancelAnswer.CANCELLED);

        assertThat(require(tried).ownerDeaths()).isZero();
        assertThat(require(tried).status()).isEqualTo(RunStatus.ENQUEUED);
        assertThat(require(givenUp).status()).isEqualTo(RunStatus.CANCELLED);
    }

    @Test
    void a_run_that_has_not_ended_or_has_succeeded_is_not_resumed() {
        Run run = claimed();
        assertThat(runs.resume(run.id(), "anna")).isEqualTo(ResumeAnswer.NOT_ENDED);
        claims.finish(run.id(), 1, RunOutcome.RETURNED);
        assertThat(runs.resume(run.id(), "anna")).isEqualTo(ResumeAnswer.SUCCEEDED);
        assertThat(runs.resume(RunId.random(), "anna")).isEqualTo(ResumeAnswer.UNKNOWN);
    }

    @Test
    void a_run_that_does_not_answer_its_cancel_for_five_minutes_can_be_ended_and_its_owner_writes_nothing_more() {
        Run run = claimed();
        assertThat(runs.force(run.id(), "root")).isEqualTo(ForceAnswer.NOT_CANCELLING);
        tables.interventions().cancel(run.id(), "", ChangedBy.person("ben", "b"));
        assertThat(runs.force(run.id(), "root")).isEqualTo(ForceAnswer.TOO_EARLY);
        Sql.on(database())
                .useHandle(handle ->
                        handle.execute("UPDATE run SET cancel_at = CURRENT_TIMESTAMP - INTERVAL '301' SECOND"));

        assertThat(tables.interventions().force(run.id(), ChangedBy.person("root", "b")))
                .isEqualTo(ForceAnswer.FORCED);

        assertThat(require(run).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(require(run).epoch()).isEqualTo(2);
        assertThat(ended).extracting(RunEnded::status).containsExactly(RunStatus.CANCELLED);
        assertThatThrownBy(() -> tables.chunks(TestRuns.owner(run)).commit(transaction -> progress(9)))
                .isInstanceOf(RunLostException.class);
        assertThat(claims.finish(run.id(), 1, RunOutcome.RETURNED)).isEmpty();
        assertThat(runs.force(run.id(), "root")).isEqualTo(ForceAnswer.NOT_CANCELLING);
        assertThat(runs.force(RunId.random(), "root")).isEqualTo(ForceAnswer.UNKNOWN);
    }

    /** As often as the system property {@code longhaul.stress.cancels} says. */
    @Test
    void of_a_cancel_and_an_end_at_the_same_moment_the_one_that_commits_first_decides() throws Exception {
        int races = Integer.getInteger("longhaul.stress.cancels", 60);
        int cancelled = 0;
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            for (int race = 0; race < races; race++) {
                RunId id = claimed().id();
                Future<CancelAnswer> cancel = other.submit(() -> {
                    together.await(30, TimeUnit.SECONDS);
                    return tables.interventions().cancel(id, "", ChangedBy.person("ben", "b"));
                });
                together.await(30, TimeUnit.SECONDS);
                RunStatus end =
                        claims.finish(id, 1, RunOutcome.RETURNED).orElseThrow().status();
                CancelAnswer answer = cancel.get(30, TimeUnit.SECONDS);

                assertThat(tables.queries().find(id).orElseThrow().status()).isEqualTo(end);
                assertThat(answer)
                        .isEqualTo(end == RunStatus.CANCELLED ? CancelAnswer.ACCEPTED : CancelAnswer.ALREADY_ENDED);
                assertThat(end).isIn(RunStatus.CANCELLED, RunStatus.SUCCEEDED);
                cancelled += end == RunStatus.CANCELLED ? 1 : 0;
            }
        } finally {
            other.shutdownNow();
        }
        Figures.note(database().dialect() + ": of " + races + " races of a cancel with the end, " + cancelled
                + " were cancelled and the others succeeded");
    }

    private Run parked() {
        RunId id = TestRuns.enqueue(tables, "test", "{}", "anna");
        for (int epoch = 1; epoch <= Claims.MOST_DEATHS; epoch++) {
            claims.claim(id, A, any -> true);
            claims.finish(id, epoch, RunOutcome.LOST);
        }
        Run run = tables.queries().find(id).orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.PARKED);
        return run;
    }

    private Run claimed() {
        return claims.claim(TestRuns.enqueue(tables, "test", "{}", "anna"), A, any -> true)
                .orElseThrow();
    }

    private Run require(Run run) {
        return tables.queries().find(run.id()).orElseThrow();
    }

    private static RunProgress progress(long processed) {
        return new RunProgress("importing", processed, 10L, Map.of());
    }
}
