package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.database.Database;
import jakarta.json.bind.JsonbBuilder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may take a run from whom, on every database. */
abstract class RunOwnershipContract {

    static final RunOwner A = new RunOwner("a", "a-1");
    static final RunOwner B = new RunOwner("b", "b-1");
    static final Predicate<Run> KNOWN = run -> true;

    /** What B sees. */
    final Set<String> visible = new HashSet<>(Set.of("a-1", "b-1"));

    RunStore store;
    RunClaims claims;

    abstract Database database();

    @BeforeEach
    void wire() {
        TestRuns.empty(database());
        store = new RunStore(database(), JsonbBuilder.create(), ended -> {});
        claims = store.claims(TestRuns.judge(database(), visible));
    }

    @Test
    void a_run_is_not_taken_from_an_owner_that_shows_itself() {
        Run run = ownedByA();

        assertThat(claims.takeFromGone(run.id(), B)).isFalse();
        silent(9);
        assertThat(claims.takeFromGone(run.id(), B)).isFalse();

        assertThat(require(run).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(store.history(run.id())).hasSize(2);
    }

    @Test
    void a_run_is_taken_from_an_owner_that_was_silent_for_the_lease_although_it_is_seen() {
        Run run = ownedByA();
        silent(10);

        assertThat(claims.candidates(List.of("test"), 10)).allMatch(claims::maySuspect);
        assertThat(claims.takeFromGone(run.id(), B)).isTrue();

        Run next = claims.claim(run.id(), B, KNOWN).orElseThrow();
        assertThat(next.epoch()).isEqualTo(2);
        assertThat(next.ownerDeaths()).isEqualTo(1);
        assertThat(store.history(run.id()))
                .extracting(RunTransition::to)
                .containsExactly(RunStatus.ENQUEUED, RunStatus.RUNNING, RunStatus.INTERRUPTED, RunStatus.RUNNING);
    }

    @Test
    void an_owner_that_comes_back_after_a_takeover_writes_nothing_and_ends_nothing() {
        Run run = ownedByA();
        silent(10);
        claims.takeFromGone(run.id(), B);

        assertThatThrownBy(() -> store.chunks(TestRuns.hold(run)).commit(transaction -> progress(99)))
                .isInstanceOf(RunLostException.class);
        claims.claim(run.id(), B, KNOWN);
        assertThatThrownBy(() -> store.chunks(TestRuns.hold(run)).commit(transaction -> progress(99)))
                .isInstanceOf(RunLostException.class);
        assertThat(claims.finish(run.id(), 1, RunOutcome.RETURNED)).isEmpty();

        assertThat(require(run).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(require(run).progress().processed()).isZero();
        assertThat(chunkEpochs(run)).isEmpty();
    }

    @Test
    void the_third_owner_that_dies_before_any_chunk_parks_the_run() {
        RunId id = enqueued();
        for (int death = 1; death <= 3; death++) {
            assertThat(claims.claim(id, A, KNOWN)).isPresent();
            silent(10);
            assertThat(claims.takeFromGone(id, B)).isEqualTo(death < 3);
        }

        Run parked = store.find(id).orElseThrow();
        assertThat(parked.status()).isEqualTo(RunStatus.PARKED);
        assertThat(parked.failure()).isEqualTo("it lost 3 owners in a row, the last on node a");
        assertThat(claims.claim(id, B, KNOWN)).isEmpty();
        assertThat(claims.candidates(List.of("test"), 10)).isEmpty();
    }

    @Test
    void an_owner_that_committed_a_chunk_does_not_count_among_those_that_died_in_a_row() {
        RunId id = enqueued();
        for (int death = 1; death <= 6; death++) {
            Run run = claims.claim(id, A, KNOWN).orElseThrow();
            int chunk = death;
            store.chunks(TestRuns.hold(run)).commit(transaction -> progress(chunk));
            silent(10);
            assertThat(claims.takeFromGone(id, B)).isTrue();
        }

        assertThat(store.find(id).orElseThrow().ownerDeaths()).isEqualTo(1);
        assertThat(chunkEpochs(store.find(id).orElseThrow())).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void a_planned_stop_spends_no_attempt_and_releases_at_once() {
        RunId id = enqueued();
        for (int stop = 1; stop <= 4; stop++) {
            assertThat(claims.claim(id, stop % 2 == 0 ? A : B, KNOWN)).isPresent();
            claims.finish(id, stop, RunOutcome.STOPPED_BY_THE_SERVER);
        }

        assertThat(store.find(id).orElseThrow().status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(store.find(id).orElseThrow().ownerDeaths()).isZero();
    }

    @Test
    void a_run_that_was_asked_to_stop_and_lost_its_owner_is_cancelled_when_it_is_taken_over() {
        Run run = ownedByA();
        store.cancel(run.id(), "ben", "", "b");
        silent(10);

        assertThat(claims.takeFromGone(run.id(), B)).isFalse();

        assertThat(require(run).status()).isEqualTo(RunStatus.CANCELLED);
        assertThat(require(run).finishedAt()).isNotNull();
        assertThat(store.history(run.id()))
                .extracting(RunTransition::to)
                .endsWith(RunStatus.CANCELLING, RunStatus.INTERRUPTED, RunStatus.CANCELLED);
        assertThatThrownBy(() -> store.chunks(TestRuns.hold(run)).commit(transaction -> progress(99)))
                .isInstanceOf(RunLostException.class);
    }

    @Test
    void a_claim_is_a_sign_of_its_owner() {
        Run run = ownedByA();
        silent(3_600);
        claims.claim(enqueued(), A, KNOWN);

        assertThat(claims.takeFromGone(run.id(), B)).isFalse();
    }

    @Test
    void an_owner_that_has_no_row_is_gone() {
        Run run = ownedByA();
        database().jdbi().useHandle(handle -> handle.execute("DELETE FROM run_node"));

        assertThat(claims.takeFromGone(run.id(), B)).isTrue();
    }

    @Test
    void processes_that_own_nothing_are_forgotten_after_a_day_and_no_others() {
        ownedByA();
        claims.claim(enqueued(), B, KNOWN);
        claims.finish(
                claims.candidates(List.of("test"), 10).stream()
                        .filter(run -> "b-1".equals(run.incarnation()))
                        .findFirst()
                        .orElseThrow()
                        .id(),
                1,
                RunOutcome.RETURNED);
        silent(3 * 86_400);

        assertThat(database().jdbi().withHandle(NodeRows::forgetOld)).isEqualTo(1);
        assertThat(database().jdbi().withHandle(NodeRows::forgetOld)).isZero();
    }

    final Run ownedByA() {
        return claims.claim(enqueued(), A, KNOWN).orElseThrow();
    }

    final RunId enqueued() {
        RunId id = TestRuns.enqueue(store, "test", "{}", "anna");
        return id;
    }

    /** Every owner gave its last sign so many seconds ago. */
    final void silent(int seconds) {
        database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "UPDATE run_node SET renewed_at = CURRENT_TIMESTAMP - CAST(? AS BIGINT) * INTERVAL '1' SECOND",
                        seconds));
    }

    final Run require(Run run) {
        return store.find(run.id()).orElseThrow();
    }

    final List<Long> chunkEpochs(Run run) {
        return database().jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT epoch FROM run_chunk WHERE run_id = :id ORDER BY position")
                .bind("id", run.id().value())
                .mapTo(Long.class)
                .list());
    }

    static RunProgress progress(long processed) {
        return new RunProgress("importing", processed, 10L, Map.of());
    }
}
