package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.longhaul.testing.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Three processes on three hosts, of which the third is cut off without a word and joined again. Where no network
 * namespace can be made it is skipped and says why, but fails where {@code CI=true}.
 */
class SeparatedProcessesTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration AFTER_THE_MERGE = Duration.ofSeconds(20);
    private static final int PORT = 7800;

    private final List<AutoCloseable> toClose = new ArrayList<>();
    private final List<NodeProcess> nodes = new ArrayList<>();

    @BeforeEach
    void start() {
        String missing = NetworkNamespaces.missing().orElse("");
        if (System.getenv("CI") == null) {
            assumeThat(missing).as("skipped: " + missing).isEmpty();
        }
        assertThat(missing).isEmpty();
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = toClose.size() - 1; i >= 0; i--) {
            toClose.get(i).close();
        }
    }

    @Test
    void what_was_said_on_either_side_of_a_split_holds_on_every_host_within_seconds_of_the_merge() {
        NetworkNamespaces hosts = NetworkNamespaces.of(3);
        toClose.add(hosts);
        startNodes();
        NodeProcess first = nodes.get(0);
        NodeProcess second = nodes.get(1);
        NodeProcess third = nodes.get(2);
        for (String name : List.of("theirs", "ended", "removed-by-owner", "removed-by-other", "counted")) {
            assertThat(first.order("create " + name)).isEqualTo("created");
        }
        assertThat(third.order("create ours")).isEqualTo("created");
        assertThat(third.order("create taken")).isEqualTo("created");
        awaitEverywhere("find counted", "0");
        awaitEverywhere("find ours", "0");
        awaitEverywhere("find taken", "0");
        assertThat(third.order("update counted")).isEqualTo("1");

        hosts.cutOff(3);
        long cut = System.nanoTime();
        // asked before anybody has noticed: waits for an answer that cannot come
        String refusedAtOnce = third.order("update counted");
        await().atMost(LONGEST)
                .until(() -> first.order("members").equals("2")
                        && second.order("members").equals("2")
                        && third.order("members").equals("1"));
        Figures.note(String.format("split seen after %s ms", millisSince(cut)));
        String refused = third.order("update counted");
        Figures.note(String.format("the side that was cut off was told: %s; later: %s", refusedAtOnce, refused));
        assertThat(refusedAtOnce).contains("first").contains("may have applied");
        assertThat(refused).contains("first").contains("nothing was changed");
        assertThat(third.order("phase counted")).isEqualTo("OWNER_LOST");
        assertThat(third.order("find counted")).isEqualTo("1");

        assertThat(third.order("cancel theirs")).isEqualTo("REQUESTED");
        assertThat(second.order("cancel ours")).isEqualTo("REQUESTED");
        assertThat(first.order("end ended")).isEqualTo("ended");
        assertThat(first.order("remove removed-by-owner")).isEqualTo("true");
        assertThat(third.order("remove removed-by-other")).isEqualTo("true");
        assertThat(first.order("update removed-by-other")).isEqualTo("1");
        assertThat(second.order("create taken")).isEqualTo("created");
        assertThat(second.order("update counted")).isEqualTo("2");
        await().atMost(LONGEST).until(() -> second.order("phase ended").equals("ENDED"));
        assertThat(third.order("phase ended")).isEqualTo("OWNER_LOST");
        assertThat(first.order("reason theirs")).isEqualTo("none");
        assertThat(third.order("reason ours")).isEqualTo("none");

        hosts.heal(3);
        long healed = System.nanoTime();
        await().pollInterval(Duration.ofMillis(50)).atMost(LONGEST).until(() -> nodes.stream()
                .allMatch(node -> node.order("members").equals("3")));
        long merged = System.nanoTime();
        await().pollInterval(Duration.ofMillis(50)).atMost(LONGEST).untilAsserted(this::assertAllAgree);
        Figures.note(String.format(
                "merged %s ms after the heal, all agreed %s ms after the merge",
                TimeUnit.NANOSECONDS.toMillis(merged - healed), millisSince(merged)));
        assertThat(Duration.ofNanos(System.nanoTime() - merged)).isLessThanOrEqualTo(AFTER_THE_MERGE);
        assertThat(third.order("update counted")).isEqualTo("3");
    }

    private void assertAllAgree() {
        assertThat(nodes.get(0).order("reason theirs")).isEqualTo("asked on third");
        assertThat(nodes.get(2).order("reason ours")).isEqualTo("asked on second");
        assertThat(nodes.get(2).order("reason taken")).contains("took the place");
        for (NodeProcess node : nodes) {
            assertThat(node.order("phase ended")).isEqualTo("ENDED");
            assertThat(node.order("find removed-by-owner")).isEqualTo("none");
            assertThat(node.order("find removed-by-other")).isEqualTo("none");
            assertThat(node.order("phase removed-by-other")).isEqualTo("REMOVED");
            assertThat(node.order("phase counted")).isEqualTo("RUNNING");
            assertThat(node.order("find counted")).isEqualTo("2");
            assertThat(node.order("find taken")).isEqualTo("0");
        }
    }

    private void startNodes() {
        List<String> names = List.of("first", "second", "third");
        String peers = IntStream.rangeClosed(1, names.size())
                .mapToObj(host -> NetworkNamespaces.address(host) + ":" + PORT)
                .collect(Collectors.joining(","));
        for (int host = 1; host <= names.size(); host++) {
            NodeProcess node = NodeProcess.start(
                    NetworkNamespaces.on(host), names.get(host - 1), NetworkNamespaces.address(host), PORT, peers);
            toClose.add(node);
            nodes.add(node);
        }
        awaitEverywhere("members", "3");
    }

    private void awaitEverywhere(String order, String answer) {
        for (NodeProcess node : nodes) {
            await().pollInterval(Duration.ofMillis(50)).atMost(LONGEST).until(() -> node.order(order)
                    .equals(answer));
        }
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
