package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.run.RunHeldException.Refusal;
import dev.longhaul.testing.Sql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run that is held by another one refuses. */
@ParameterizedClass
@EnumSource(Dialect.class)
class HeldRunsTest {

    private final Dialect dialect;
    private Runs runs;

    HeldRunsTest(Dialect dialect) {
        this.dialect = dialect;
    }

    private Database database() {
        return TestRuns.database(dialect);
    }

    @BeforeEach
    void wire() {
        TestRuns.empty(database());
        runs = TestRuns.on(database());
    }

    @Test
    void an_ended_run_is_held_once_and_is_not_resumed() {
        RunId ended = cancelled("held");
        RunId holder = runs.enqueue(holding(ended)).id();

        assertThat(runs.holder(ended)).contains(holder);
        assertThat(runs.resume(ended, "anna")).isEqualTo(ResumeAnswer.HELD);
        assertRefused(ended, Refusal.HELD);
        assertThat(runs.list("holder", null, 9))
                .as("what is refused records nothing")
                .hasSize(1);
    }

    @Test
    void a_run_that_has_not_ended_and_one_that_does_not_exist_are_not_held() {
        assertRefused(runs.enqueue(NewRun.of("held", new Nothing(), "anna")).id(), Refusal.NOT_ENDED);
        assertRefused(new RunId(UUID.randomUUID()), Refusal.UNKNOWN);
    }

    @Test
    void a_released_run_is_resumed_and_held_again_and_only_its_holder_releases_it() {
        RunId ended = cancelled("held");
        RunId holder = runs.enqueue(holding(ended)).id();

        release(ended, new RunId(UUID.randomUUID()));
        assertThat(runs.holder(ended)).contains(holder);
        release(ended, holder);
        assertThat(runs.holder(ended)).isEmpty();

        assertThat(runs.resume(ended, "anna")).isEqualTo(ResumeAnswer.RESUMED);
        runs.cancel(ended, "anna", "");
        assertThat(runs.enqueue(holding(ended)).isNew()).isTrue();
    }

    @Test
    void a_repeated_request_is_answered_with_its_run_and_the_hold_stays_with_that() {
        RunId ended = cancelled("held");
        RunId holder = runs.enqueue(holding(ended).withIdempotencyKey("once")).id();

        Enqueued again = runs.enqueue(holding(ended).withIdempotencyKey("once"));

        assertThat(again.isNew()).isFalse();
        assertThat(again.id()).isEqualTo(holder);
        assertThat(runs.holder(ended)).contains(holder);
    }

    @Test
    void a_run_that_supersedes_those_of_its_key_waits_for_one_of_another_type() {
        RunId undo = runs.enqueue(holding(cancelled("held")).withStartKey("supplier", StartPolicy.QUEUE))
                .id();

        RunId next = runs.enqueue(
                        NewRun.of("held", new Nothing(), "anna").withStartKey("supplier", StartPolicy.SUPERSEDE))
                .id();

        assertThat(runs.find(undo).orElseThrow().status()).isEqualTo(RunStatus.ENQUEUED);
        assertThat(runs.find(next).orElseThrow().status()).isEqualTo(RunStatus.ENQUEUED);
    }

    @Test
    void a_held_run_is_removed_after_its_holder() {
        RunId ended = cancelled("held");
        RunId holder = runs.enqueue(holding(ended)).id();
        runs.cancel(holder, "anna", "");
        Sql.on(database())
                .useHandle(
                        handle -> handle.execute("UPDATE run SET finished_at = CURRENT_TIMESTAMP - INTERVAL '2' HOUR"));

        assertThat(removed("held")).isZero();
        assertThat(removed("holder")).isEqualTo(1);
        assertThat(runs.resume(ended, "anna")).isEqualTo(ResumeAnswer.HELD);
        assertThat(removed("held")).isEqualTo(1);
    }

    private int removed(String type) {
        return runs.removeEnded(type, Duration.ofHours(1), (connection, run) -> {}, CancellationToken.NONE);
    }

    private void release(RunId held, RunId by) {
        try {
            Sql.on(database()).useTransaction(handle -> Runs.release(handle.getConnection(), held, by));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private RunId cancelled(String type) {
        RunId id = runs.enqueue(NewRun.of(type, new Nothing(), "anna")).id();
        runs.cancel(id, "anna", "");
        return id;
    }

    private static NewRun holding(RunId ended) {
        return NewRun.of("holder", new Nothing(), "anna").holding(ended);
    }

    private void assertRefused(RunId held, Refusal refusal) {
        assertThatThrownBy(() -> runs.enqueue(holding(held)))
                .isInstanceOfSatisfying(RunHeldException.class, refused -> assertThat(refused.refusal())
                        .isEqualTo(refusal));
    }

    /** What is asked. */
    public record Nothing() {}
}
