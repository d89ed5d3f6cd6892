package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.database.Dialect;
import dev.longhaul.testing.Sql;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may take a run from whom, on every database. */
@ParameterizedClass(name = "{0}")
@EnumSource(Dialect.class)
class RunOwnershipTest {

    private final Dialect dialect;

    private Owners owners;

    RunOwnershipTest(Dialect dialect) {
        this.dialect = dialect;
    }

    @BeforeEach
    void wire() {
        owners = new Owners(TestRuns.database(dialect));
    }

    @Test
    void a_run_is_not_taken_from_an_owner_that_shows_itself() {
        Run run = owners.ownedByA();

        assertThat(owners.claims.takeFromGone(run.id(), Owners.B)).isFalse();
        owners.silent(9);
        assertThat(owners.claims.takeFromGone(run.id(), Owners.B)).isFalse();

        assertThat(owners.require(run).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(owners.tables.queries().history(run.id())).hasSize(2);
    }

    @Test
    void a_run_is_taken_from_an_owner_that_was_silent_for_the_lease_although_it_is_seen() {
        Run run = owners.ownedByA();
        owners.silent(10);

        assertThat(owners.claims.candidates(List.of("test"), 10)).allMatch(owners.claims::maySuspect);
        assertThat(owners.claims.takeFromGone(run.id(), Owners.B)).isTrue();

        Run next = owners.claims.claim(run.id(), Owners.B, Owners.KNOWN).orElseThrow();
        assertThat(next.epoch()).isEqualTo(2);
        assertThat(next.ownerDeaths()).isEqualTo(1);
        assertThat(owners.tables.queries().history(run.id()))
                .extracting(RunTransition::to)
                .containsExactly(RunStatus.ENQUEUED, RunStatus.RUNNING, RunStatus.INTERRUPTED, RunStatus.RUNNING);
    }

    @Test
    void an_owner_that_comes_back_after_a_takeover_writes_nothing_and_ends_nothing() {
        Run run = owners.ownedByA();
        owners.silent(10);
        owners.claims.takeFromGone(run.id(), Owners.B);

        assertThatThrownBy(() -> owners.tables.chunks(TestRuns.owner(run)).commit(transaction -> Owners.progress(99)))
                .isInstanceOf(RunLostException.class);
        owners.claims.claim(run.id(), Owners.B, Owners.KNOWN);
        assertThatThrownBy(() -> owners.tables.chunks(TestRuns.owner(run)).commit(transaction -> Owners.progress(99)))
                .isInstanceOf(RunLostException.class);
        assertThat(owners.claims.finish(run.id(), 1, RunOutcome.RETURNED)).isEmpty();

        assertThat(owners.require(run).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(owners.require(run).progress().processed()).isZero();
        assertThat(owners.chunkEpochs(run)).isEmpty();
    }

    @Test
    void the_third_owner_that_dies_before_any_chunk_parks_the_run() {
        RunId id = owners.enqueued();
        for (int death = 1; death <= 3; death++) {
            assertThat(owners.claims.claim(id, Owners.A, Owners.KNOWN)).isPresent();
            owners.silent(10);
            assertThat(owners.claims.takeFromGone(id, Owners.B)).isEqualTo(death < 3);
        }

        Run parked = owners.tables.queries().find(id).orElseThrow();
        assertThat(parked.status()).isEqualTo(RunStatus.PARKED);
        assertThat(parked.failure()).isEqualTo("it lost 3 owners in a row, the last on node a");
        assertThat(owners.claims.claim(id, Owners.B, Owners.KNOWN)).isEmpty();
        assertThat(owners.claims.candidates(List.of("test"), 10)).isEmpty();
    }

    @Test
    void an_owner_that_committed_a_chunk_does_not_count_among_those_that_died_in_a_row() {
        RunId id = owners.enqueued();
        for (int death = 1; death <= 6; death++) {
            Run run = owners.claims.claim(id, Owners.A, Owners.KNOWN).orElseThrow();
            int chunk = death;
            owners.tables.chunks(TestRuns.owner(run)).commit(transaction -> Owners.progress(chunk));
            owners.silent(10);
            assertThat(owners.claims.takeFromGone(id, Owners.B)).isTrue();
        }

        assertThat(owners.tables.queries().find(id).orElseThrow().ownerDeaths()).isEqualTo(1);
        assertThat(owners.chunkEpochs(owners.tables.queries().find(id).orElseThrow()))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void a_planned_stop_spends_no_attempt_and_releases_at_once() {
        RunId id = owners.enqueued();
        for (int stop = 1; stop <= 4; stop++) {
            assertThat(owners.claims.claim(id, stop % 2 == 0 ? Owners.A : Owners.B, Owners.KNOWN))
                    .isPresent();
            owners.claims.finish(id, stop, RunOutcome.STOPPED_BY_THE_SERVER);
        }

        assertThat(owners.tables.queries().find(id).orElseThrow().status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(owners.tables.queries().find(id).orElseThrow().ownerDeaths()).isZero();
    }

    @Test
    void a_run_that_was_asked_to_stop_and_lost_its_owner_is_cancelled_when_it_is_taken_over() {
        Run run = owners.ownedByA();
        owners.tables.interventions().cancel(run.id(), "", ChangedBy.person("ben", "b"));
        owners.silent(10);

        assertThat(owners.claims.takeFromGone(run.id(), Owners.B)).isFalse();

        assertThat(owners.require(run).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(owners.require(run).finishedAt()).isNotNull();
        assertThat(owners.tables.queries().history(run.id()))
                .extracting(RunTransition::to)
                .endsWith(RunStatus.CANCELLING, RunStatus.INTERRUPTED, RunStatus.CANCELLED);
        assertThatThrownBy(() -> owners.tables.chunks(TestRuns.owner(run)).commit(transaction -> Owners.progress(99)))
                .isInstanceOf(RunLostException.class);
    }

    @Test
    void a_claim_is_a_sign_of_its_owner() {
        Run run = owners.ownedByA();
        owners.silent(3_600);
        owners.claims.claim(owners.enqueued(), Owners.A, Owners.KNOWN);

        assertThat(owners.claims.takeFromGone(run.id(), Owners.B)).isFalse();
    }

    @Test
    void an_owner_that_has_no_row_is_gone() {
        Run run = owners.ownedByA();
        Sql.on(TestRuns.database(dialect)).useHandle(handle -> handle.execute("DELETE FROM run_node"));

        assertThat(owners.claims.takeFromGone(run.id(), Owners.B)).isTrue();
    }

    @Test
    void processes_that_own_nothing_are_forgotten_after_a_day_and_no_others() {
        owners.ownedByA();
        owners.claims.claim(owners.enqueued(), Owners.B, Owners.KNOWN);
        owners.claims.finish(
                owners.claims.candidates(List.of("test"), 10).stream()
                        .filter(run -> "b-1".equals(run.incarnation()))
                        .findFirst()
                        .orElseThrow()
                        .id(),
                1,
                RunOutcome.RETURNED);
        owners.silent(3 * 86_400);

        assertThat(Sql.on(TestRuns.database(dialect)).withHandle(HeartbeatTable::forgetOld))
                .isEqualTo(1);
        assertThat(Sql.on(TestRuns.database(dialect)).withHandle(HeartbeatTable::forgetOld))
                .isZero();
    }
}
