package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.longhaul.cluster.NodeId;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.testing.FaultyDataSource;
import dev.longhaul.testing.FaultyDataSource.Moment;
import jakarta.json.bind.JsonbBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Idempotency keys and start keys, on every database. */
@ParameterizedClass(name = "{0}")
@EnumSource(Dialect.class)
class RunKeysTest {

    private static final NodeId A = new NodeId("a", "a-1");

    /** A request. */
    public record Wish(String text) {}

    private RunDatabase tables;
    private Claims claims;

    private final Dialect dialect;

    private Database database() {
        return TestRuns.database(dialect);
    }

    RunKeysTest(Dialect dialect) {
        this.dialect = dialect;
    }

    @BeforeEach
    void wire() {
        TestRuns.empty(database());
        tables = new RunDatabase(database(), JsonbBuilder.create(), ended -> {});
        claims = tables.claims(TestRuns.judge(database(), Set.of("a-1")));
    }

    @Test
    void of_fifty_submits_of_one_key_at_once_on_two_nodes_one_records_a_run_and_all_answer_it() throws Exception {
        int submits = 50;
        List<Runs> nodes = List.of(TestRuns.on(database()), TestRuns.on(database()));
        CyclicBarrier together = new CyclicBarrier(submits);
        ExecutorService threads = Executors.newFixedThreadPool(submits);
        try {
            List<Future<Enqueued>> answers = new ArrayList<>();
            for (int submit = 0; submit < submits; submit++) {
                Runs node = nodes.get(submit % 2);
                answers.add(threads.submit(() -> {
                    together.await(30, TimeUnit.SECONDS);
                    return node.enqueue(wish().withIdempotencyKey("click"));
                }));
            }
            List<Enqueued> enqueued = new ArrayList<>();
            for (Future<Enqueued> answer : answers) {
                enqueued.add(answer.get(60, TimeUnit.SECONDS));
            }

            assertThat(enqueued)
                    .extracting(Enqueued::id)
                    .containsOnly(enqueued.get(0).id());
            assertThat(enqueued).filteredOn(Enqueued::isNew).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(tables.queries().list("test", null, 100)).hasSize(1);
        assertThat(tables.queries()
                        .history(tables.queries().list("test", null, 1).get(0).id()))
                .hasSize(1);
    }

    @Test
    void a_submit_that_is_repeated_because_its_answer_was_lost_is_answered_with_its_first_run() {
        FaultyDataSource faults = new FaultyDataSource(database().dataSource());
        Runs runs = TestRuns.on(new Database(faults));
        faults.strikeOnce(Moment.AFTER_COMMIT, "");
        assertThatThrownBy(() -> runs.enqueue(wish().withIdempotencyKey("lost")))
                .isInstanceOf(RuntimeException.class);

        Enqueued again = runs.enqueue(wish().withIdempotencyKey("lost"));

        assertThat(again.isNew()).isFalse();
        assertThat(tables.queries().list("test", null, 100)).extracting(Run::id).containsExactly(again.id());
    }

    /** The names of the parameters of a statement are numbered, and Arabic has digits of its own. */
    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa-IR", "tr-TR", "th-TH-u-ca-buddhist"})
    void a_run_is_recorded_whatever_the_language_of_the_jvm_is(String language) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(language));
        try {
            assertThat(TestRuns.on(database())
                            .enqueue(wish().withIdempotencyKey(language))
                            .isNew())
                    .isTrue();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void a_key_is_of_one_person_and_one_type() {
        Runs runs = TestRuns.on(database());

        assertThat(runs.enqueue(wish().withIdempotencyKey("k")).isNew()).isTrue();
        assertThat(runs.enqueue(NewRun.of("test", new Wish(""), "ben").withIdempotencyKey("k"))
                        .isNew())
                .isTrue();
        assertThat(runs.enqueue(NewRun.of("other", new Wish(""), "anna").withIdempotencyKey("k"))
                        .isNew())
                .isTrue();
        assertThat(runs.enqueue(wish()).isNew()).isTrue();
        assertThat(runs.enqueue(wish()).isNew()).isTrue();
        assertThatThrownBy(() -> wish().withIdempotencyKey(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_policy_that_refuses_names_the_run_that_is_active_and_records_nothing() {
        Runs runs = TestRuns.on(database());
        RunId active = runs.enqueue(wish().withStartKey("catalogue", StartPolicy.REFUSE))
                .id();

        assertThatThrownBy(() -> runs.enqueue(wish().withStartKey("catalogue", StartPolicy.REFUSE)))
                .isInstanceOfSatisfying(RunActiveException.class, refused -> assertThat(refused.active())
                        .isEqualTo(active));
        assertThat(tables.queries().list("test", null, 10)).hasSize(1);

        tables.interventions().cancel(active, "", ChangedBy.person("anna", null));
        assertThat(runs.enqueue(wish().withStartKey("catalogue", StartPolicy.REFUSE))
                        .isNew())
                .isTrue();
    }

    @Test
    void a_repeated_submit_is_answered_with_its_run_although_that_is_active_and_the_policy_refuses() {
        Runs runs = TestRuns.on(database());
        NewRun run = wish().withIdempotencyKey("click").withStartKey("catalogue", StartPolicy.REFUSE);
        RunId first = runs.enqueue(run).id();

        assertThat(runs.enqueue(run)).isEqualTo(new Enqueued(first, false));
    }

    @Test
    void runs_of_one_start_key_are_owned_one_after_the_other_in_their_order() {
        Runs runs = TestRuns.on(database());
        RunId first = runs.enqueue(wish().withStartKey("catalogue", StartPolicy.QUEUE))
                .id();
        RunId second = runs.enqueue(wish().withStartKey("catalogue", StartPolicy.QUEUE))
                .id();
        RunId other =
                runs.enqueue(wish().withStartKey("prices", StartPolicy.QUEUE)).id();

        assertThat(claim(second)).isFalse();
        assertThat(claim(other)).isTrue();
        assertThat(claim(first)).isTrue();
        assertThat(claim(second)).as("while the first is owned").isFalse();
        claims.finish(first, 1, RunOutcome.STOPPED_BY_THE_SERVER);
        assertThat(claim(second)).as("while the first is interrupted").isFalse();
        assertThat(claim(first)).isTrue();
        claims.finish(first, 2, RunOutcome.RETURNED);
        assertThat(claim(second)).isTrue();
    }

    @Test
    void of_two_claims_of_one_start_key_at_the_same_moment_one_wins() throws Exception {
        Runs runs = TestRuns.on(database());
        for (int round = 0; round < 10; round++) {
            String key = "round " + round;
            List<RunId> ids = List.of(
                    runs.enqueue(wish().withStartKey(key, StartPolicy.QUEUE)).id(),
                    runs.enqueue(wish().withStartKey(key, StartPolicy.QUEUE)).id());
            CyclicBarrier together = new CyclicBarrier(2);
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                List<Future<Boolean>> won = ids.stream()
                        .map(id -> threads.submit(() -> {
                            together.await(10, TimeUnit.SECONDS);
                            return claim(id);
                        }))
                        .toList();
                assertThat(won.get(0).get(10, TimeUnit.SECONDS)).isTrue();
                assertThat(won.get(1).get(10, TimeUnit.SECONDS)).isFalse();
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void a_policy_that_supersedes_cancels_the_active_runs_in_the_name_of_the_person_and_waits_for_them() {
        Runs runs = TestRuns.on(database());
        RunId owned = runs.enqueue(wish().withStartKey("catalogue", StartPolicy.QUEUE))
                .id();
        claim(owned);
        RunId waiting = runs.enqueue(wish().withStartKey("catalogue", StartPolicy.QUEUE))
                .id();

        RunId next = runs.enqueue(wish().withStartKey("catalogue", StartPolicy.SUPERSEDE))
                .id();

        assertThat(status(owned)).isEqualTo(RunStatus.CANCELLING);
        assertThat(status(waiting)).isEqualTo(RunStatus.CANCELLED);
        assertThat(tables.queries().find(owned).orElseThrow().cancelReceipt())
                .extracting(cancel -> cancel.reason().actor(), cancel -> cancel.reason()
                        .text())
                .containsExactly("anna", "a newer run takes its place");
        assertThat(claim(next)).isFalse();
        claims.finish(owned, 1, RunOutcome.RETURNED);
        assertThat(claim(next)).isTrue();
    }

    @Test
    void a_start_key_neither_reaches_nor_reveals_the_runs_of_another_person() {
        Runs runs = TestRuns.on(database());
        RunId owned = runs.enqueue(wish().withStartKey("catalogue", StartPolicy.QUEUE))
                .id();
        claim(owned);
        RunId waiting = runs.enqueue(wish().withStartKey("catalogue", StartPolicy.QUEUE))
                .id();

        List<RunId> others = List.of(
                runs.enqueue(wishOf("ben").withStartKey("catalogue", StartPolicy.REFUSE))
                        .id(),
                runs.enqueue(wishOf("ben").withStartKey("catalogue", StartPolicy.SUPERSEDE))
                        .id(),
                runs.enqueue(wishOf("root").withStartKey("catalogue", StartPolicy.QUEUE))
                        .id());

        assertThat(status(owned)).isEqualTo(RunStatus.RUNNING);
        assertThat(status(waiting)).isEqualTo(RunStatus.ENQUEUED);
        assertThat(status(others.get(0))).as("ben's own").isEqualTo(RunStatus.CANCELLED);
        assertThat(claim(others.get(1))).isTrue();
        assertThat(claim(others.get(2))).isTrue();
        assertThat(claim(waiting)).as("behind the first of the same person").isFalse();
    }

    @Test
    void of_many_that_supersede_one_key_at_once_each_cancels_runs_of_its_own_person_only() throws Exception {
        List<String> people = List.of("anna", "ben", "root");
        int rounds = 4;
        List<Runs> nodes = List.of(TestRuns.on(database()), TestRuns.on(database()));
        CyclicBarrier together = new CyclicBarrier(people.size() * rounds);
        ExecutorService threads = Executors.newFixedThreadPool(people.size() * rounds);
        try {
            List<Future<Enqueued>> answers = new ArrayList<>();
            for (int call = 0; call < people.size() * rounds; call++) {
                NewRun run = wishOf(people.get(call % people.size())).withStartKey("catalogue", StartPolicy.SUPERSEDE);
                Runs node = nodes.get(call % 2);
                answers.add(threads.submit(() -> {
                    together.await(30, TimeUnit.SECONDS);
                    return node.enqueue(run);
                }));
            }
            for (Future<Enqueued> answer : answers) {
                answer.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }

        List<Run> all = tables.queries().list("test", null, 100);
        assertThat(all).hasSize(people.size() * rounds);
        assertThat(all)
                .filteredOn(run -> run.status() == RunStatus.ENQUEUED)
                .extracting(Run::startedBy)
                .containsExactlyInAnyOrderElementsOf(people);
        assertThat(all).filteredOn(run -> run.status() == RunStatus.CANCELLED).allSatisfy(run -> assertThat(
                        run.cancelReceipt())
                .extracting(cancel -> cancel.reason().actor())
                .isEqualTo(run.startedBy()));
    }

    private RunStatus status(RunId id) {
        return tables.queries().find(id).orElseThrow().status();
    }

    private boolean claim(RunId id) {
        return claims.claim(id, A, run -> true).isPresent();
    }

    private static NewRun wish() {
        return wishOf("anna");
    }

    private static NewRun wishOf(String person) {
        return NewRun.of("test", new Wish("please"), person);
    }
}
