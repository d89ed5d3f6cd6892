package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cluster.NodeId;
import dev.longhaul.database.Database;
import dev.longhaul.testing.Sql;
import dev.longhaul.testing.TestDatabases;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mechanism on something that is no import: the mailing of the README, on two nodes. */
class MailingTest {

    private static final List<String> ALL = List.of("ada", "ben", "cleo", "dan", "eve", "finn");

    private static Database database;

    private final List<String> sent = new ArrayList<>();
    private final Set<String> visible = new HashSet<>(Set.of("a-1", "b-1"));
    private final CancellationSource server = new CancellationSource();
    private Runs runs;
    private Runnable afterSending = () -> {};

    // example
    public record Mailing(String subject, List<String> recipients) {}

    @ApplicationScoped
    public class MailingHandler implements RunHandler<Mailing> {

        @Override
        public String type() {
            return "mailing";
        }

        @Override
        public Class<Mailing> requestType() {
            return Mailing.class;
        }

        @Override
        public void run(RunExecution<Mailing> mailing) throws Exception {
            List<String> recipients = mailing.request().recipients();
            long done = mailing.committed().processed();
            while (done < recipients.size() && !mailing.token().isCancellationRequested()) {
                send(mailing.request().subject(), recipients.get((int) done));
                long count = ++done;
                mailing.commitChunk(transaction ->
                        new RunProgress("sending", count, (long) recipients.size(), Map.of("sent", count)));
            }
        }
    }
    // end of example

    private void send(String subject, String recipient) {
        assertThat(subject).isEqualTo("News");
        sent.add(recipient);
        afterSending.run();
    }

    @BeforeAll
    static void open() {
        database = TestDatabases.h2(RunNode.SCHEMA);
    }

    @BeforeEach
    void wire() {
        TestRuns.empty(database);
        runs = TestRuns.on(database);
    }

    @Test
    void a_mailing_that_is_stopped_in_the_middle_goes_on_elsewhere_and_sends_none_twice() {
        RunId id = runs.enqueue("mailing", new Mailing("News", ALL), "anna", 6L);
        afterSending = () -> {
            if (sent.size() == 3) {
                server.cancel(CancellationReason.of(Kind.SHUTDOWN, "the application is stopping"));
            }
        };

        work("a", id, server.token());
        assertThat(sent).containsExactly("ada", "ben", "cleo");
        work("b", id, new CancellationSource().token());

        assertThat(sent).isEqualTo(ALL);
        assertThat(runs.find(id)).map(Run::status).contains(RunStatus.SUCCEEDED);
    }

    @Test
    void a_mailing_whose_node_dies_sends_at_most_the_one_in_flight_twice() {
        RunId id = runs.enqueue("mailing", new Mailing("News", ALL), "anna", 6L);
        afterSending = () -> {
            if (sent.size() == 3) {
                visible.remove("a-1");
                Sql.on(database)
                        .useHandle(handle -> handle.execute(
                                "UPDATE run_node SET renewed_at = CURRENT_TIMESTAMP - INTERVAL '1' MINUTE"));
                assertThat(claims().takeFromGone(id, new NodeId("b", "b-1"))).isTrue();
                afterSending = () -> {};
            }
        };

        work("a", id, server.token());
        work("b", id, new CancellationSource().token());

        assertThat(sent).containsExactly("ada", "ben", "cleo", "cleo", "dan", "eve", "finn");
        assertThat(runs.find(id)).map(Run::status).contains(RunStatus.SUCCEEDED);
    }

    /** Works on a run as a node of this name does that has it in its queue. */
    private void work(String name, RunId id, CancellationToken serverStopping) {
        NodeId self = new NodeId(name, name + "-1");
        RunNode node = new RunNode(
                new RunNode.Base(database, TestStates.alone(), TestRuns.idleQueues(), () -> {}, () -> {}),
                new RunNode.Membership(
                        TestRuns.seeing(self, visible),
                        RunSignals.NONE,
                        new NodeLease(self, System::nanoTime, Duration.ofMinutes(1), () -> {}),
                        TestRuns.judge(database, visible)),
                TestRuns.hooks(List.of(new MailingHandler())));
        node.local().runs().enqueue(id);
        node.worker().work(id, serverStopping);
    }

    private Claims claims() {
        return TestRuns.tables(database).claims(TestRuns.judge(database, visible));
    }
}
