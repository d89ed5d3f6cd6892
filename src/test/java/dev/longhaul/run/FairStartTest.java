package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.cluster.NodeId;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose run starts next when one person has enqueued many, on every database. */
@ParameterizedClass(name = "{0}")
@EnumSource(Dialect.class)
class FairStartTest {

    private static final int FLOOD = 60;

    /** Whose run it is. */
    public record Work(String person, int number) {}

    private final Dialect dialect;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Work> begun = new CopyOnWriteArrayList<>();
    private final CountDownLatch isHeld = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final BackgroundQueues queues =
            new BackgroundQueues(Settings.defaults(), threads, new ApplicationLifetime(), failure -> {});

    FairStartTest(Dialect dialect) {
        this.dialect = dialect;
    }

    private Database database() {
        return TestRuns.database(dialect);
    }

    /** The first holds the node's one slot. */
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
            begun.add(execution.request());
            isHeld.countDown();
            assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @BeforeEach
    void empty() {
        TestRuns.empty(database());
    }

    @AfterEach
    void end() {
        goOn.countDown();
        queues.closeIntake();
        assertThat(queues.drain(Duration.ofSeconds(20))).isTrue();
        threads.shutdownNow();
    }

    private RunNode node() {
        NodeId self = new NodeId("a", "a-1");
        return new RunNode(
                new RunNode.Base(database(), TestStates.alone(), queues, () -> {}, () -> {}),
                new RunNode.Membership(
                        new Peers(self, incarnation -> true, false),
                        RunSignals.NONE,
                        NodeLease.unlimited(self),
                        TestRuns.judge(database(), Set.of("a-1"))),
                TestRuns.hooks(List.of(new Working())));
    }

    @Test
    void two_runs_of_one_person_start_next_although_another_has_enqueued_sixty_before() throws Exception {
        Runs runs = node().runs();
        enqueue(runs, "anna", 0);
        assertThat(isHeld.await(20, TimeUnit.SECONDS)).isTrue();
        for (int number = 1; number <= FLOOD; number++) {
            enqueue(runs, "anna", number);
        }
        enqueue(runs, "ben", 1);
        enqueue(runs, "ben", 2);
        goOn.countDown();

        awaitBegun(FLOOD + 3);
        assertThat(begun.subList(0, 5))
                .containsExactly(
                        new Work("anna", 0),
                        new Work("ben", 1),
                        new Work("anna", 1),
                        new Work("ben", 2),
                        new Work("anna", 2));
        assertThat(begun)
                .filteredOn(work -> work.person().equals("anna"))
                .extracting(Work::number)
                .isSorted();
    }

    @Test
    void a_node_that_starts_finds_the_runs_of_every_person_however_many_one_has() throws Exception {
        Runs elsewhere = TestRuns.on(database());
        for (int number = 0; number < 250; number++) {
            enqueue(elsewhere, "anna", number);
        }
        enqueue(elsewhere, "ben", 1);
        TestRuns.grow(database(), Duration.ofSeconds(1));
        RunNode started = node();

        started.scan().scan();
        assertThat(isHeld.await(20, TimeUnit.SECONDS)).isTrue();
        Awaitility.await().until(() -> queues.queue("runs").depth() >= 199);
        goOn.countDown();

        awaitBegun(200);
        assertThat(begun.subList(0, 2)).contains(new Work("ben", 1));
    }

    private void awaitBegun(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(begun)
                .hasSizeGreaterThanOrEqualTo(count));
    }

    private static void enqueue(Runs runs, String person, int number) {
        runs.enqueue("working", new Work(person, number), person, null);
    }
}
