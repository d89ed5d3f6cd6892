package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longhaul.asyncstate.StateProcess.Count;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.TestNodes;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.testing.Figures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The owner of a state is killed while a reader looks every 100 ms. */
class KilledOwnerTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration AFTER_DETECTION = Duration.ofSeconds(1);

    /** A closed connection must tell it; who learns of it from missing heartbeats waits longer. */
    private static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(6);

    private final PermanentLoops loops = new PermanentLoops(Thread::new);
    private final int port = TestNodes.freePort();
    private final int otherPort = TestNodes.freePort();
    private final String peers = "127.0.0.1:" + port + ",127.0.0.1:" + otherPort;
    private final ClusterNode node = TestNodes.start("first", "127.0.0.1", port, peers, StateNode.entryFormat());
    private final AsyncState reader = TestStates.running(node, loops);
    private final NodeProcess owner = NodeProcess.start(List.of(), "second", "127.0.0.1", otherPort, peers);

    @AfterEach
    void stop() {
        owner.close();
        loops.close();
        node.close();
    }

    @Test
    void an_owner_that_stood_still_and_came_back_is_missed_as_soon_as_any_other_when_it_is_killed() {
        AtomicLong detected = new AtomicLong();
        owner.freeze();
        await().atMost(LONGEST).until(() -> node.size() == 1);
        owner.thaw();
        await().atMost(LONGEST).until(() -> node.size() == 2);
        node.onViewChanged(() -> detected.compareAndSet(0, System.nanoTime()));

        long killed = System.nanoTime();
        owner.kill();
        await().atMost(LONGEST).until(() -> detected.get() != 0);

        assertThat(Duration.ofNanos(detected.get() - killed)).isLessThan(HEARTBEAT_TIMEOUT);
    }

    @Test
    void a_reader_that_polls_reads_that_the_owner_is_lost_and_its_last_value() {
        assertThat(owner.order("create work")).isEqualTo("created");
        assertThat(owner.order("update work")).isEqualTo("1");
        await().atMost(LONGEST).untilAsserted(() -> assertThat(reader.find(Count.class, "work"))
                .contains(new Count(1)));
        AtomicLong detected = new AtomicLong();
        node.onViewChanged(() -> detected.compareAndSet(0, System.nanoTime()));

        long killed = System.nanoTime();
        owner.kill();
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .atMost(LONGEST)
                .until(() -> reader.phase(Count.class, "work")
                        .filter(StatePhase.OWNER_LOST::equals)
                        .isPresent());
        long read = System.nanoTime();

        Figures.note(String.format(
                "owner killed: in the view after %s ms, read as lost after %s ms",
                TimeUnit.NANOSECONDS.toMillis(detected.get() - killed), TimeUnit.NANOSECONDS.toMillis(read - killed)));
        await().atMost(LONGEST).until(() -> detected.get() != 0);
        assertThat(Duration.ofNanos(detected.get() - killed)).isLessThan(HEARTBEAT_TIMEOUT);
        assertThat(Duration.ofNanos(read - detected.get())).isLessThanOrEqualTo(AFTER_DETECTION);
        assertThat(reader.find(Count.class, "work")).contains(new Count(1));
    }
}
