package dev.longhaul.asyncstate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.LoopbackCluster;
import dev.longhaul.cluster.TestNodes;
import dev.longhaul.lifecycle.PermanentLoops;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.infinispan.Cache;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a faulty or hostile peer may write into the maps of the cluster. */
class StrayEntriesTest {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** The state that is attacked. */
    public record Attacked(long done) {}

    private final LoopbackCluster cluster = new LoopbackCluster(TestStates.schema());
    private final PermanentLoops loops = new PermanentLoops(Thread::new);
    private AsyncState owner;
    private AsyncState other;
    private Cache<Object, Object> states;
    private Cache<Object, Object> cancels;

    @BeforeEach
    void start() {
        ClusterNode first = cluster.start("first");
        ClusterNode second = cluster.start("second");
        owner = TestStates.running(first, loops);
        other = TestStates.running(second, loops);
        states = TestNodes.map(second, "longhaul-state");
        cancels = TestNodes.map(second, "longhaul-cancellation");
        owner.create(new Attacked(1), "one", StateOptions.defaults());
        owner.create(new Attacked(1), "two", StateOptions.defaults());
        await().atMost(LONGEST).until(() -> other.all(Attacked.class).size() == 2);
    }

    @AfterEach
    void stop() {
        loops.close();
        cluster.close();
    }

    @Test
    void an_entry_of_another_type_counts_as_absent_and_the_owner_replaces_it() {
        states.put(keyOf("one"), cancelOf("anything"));

        assertThat(other.find(Attacked.class, "one")).isIn(Optional.empty(), Optional.of(new Attacked(1)));
        assertThat(other.all(Attacked.class)).containsEntry("two", new Attacked(1));
        await().atMost(LONGEST).until(() -> other.find(Attacked.class, "one").isPresent());

        states.put(keyOf("one"), "text");
        owner.update(Attacked.class, "one", before -> new Attacked(2));
        owner.update(Attacked.class, "two", before -> new Attacked(3));

        await().atMost(LONGEST)
                .until(() -> other.all(Attacked.class).equals(Map.of("one", new Attacked(2), "two", new Attacked(3))));
    }

    @Test
    void a_stray_request_cancels_nothing_and_keeps_no_real_one_from_its_state() {
        try (CancellationSource source = new CancellationSource()) {
            owner.create(new Attacked(1), "three", StateOptions.defaults().withSource(source));
            await().atMost(LONGEST).until(() -> states.get(keyOf("three")) instanceof StateEnvelope);
            StateEnvelope three = (StateEnvelope) requireNonNull(states.get(keyOf("three")));
            cancels.put(three.instance(), three);
            cancels.put(7L, cancelOf(three.instance()));
            cancels.put("somewhere else", cancelOf(three.instance()));
            owner.update(Attacked.class, "three", before -> new Attacked(2));
            await().atMost(LONGEST)
                    .until(() -> other.find(Attacked.class, "three").equals(Optional.of(new Attacked(2))));
            assertThat(source.isCancellationRequested()).isFalse();

            other.cancel(Attacked.class, "three", CancellationReason.of(Kind.USER, "enough"));

            await().atMost(LONGEST).until(source::isCancellationRequested);
        }
    }

    @Test
    void entries_that_are_incomplete_or_lie_under_another_key_end_no_list() {
        states.put("a", envelope(null, null, null));
        states.put("b", envelope("type", "name", "RUNNING"));
        states.put(3L, envelope("type", "name", "RUNNING"));

        assertThat(other.all(Attacked.class)).containsOnlyKeys("one", "two");
        assertThat(owner.all(Attacked.class)).containsOnlyKeys("one", "two");
    }

    @Test
    void text_that_cannot_be_read_as_the_type_is_left_out_of_the_list() {
        for (String json : new String[] {"{", "null", "[]", "{\"done\":{}}", "[".repeat(100_000)}) {
            StateEnvelope two = (StateEnvelope) requireNonNull(states.get(keyOf("two")));
            String type = two.type();
            states.put(
                    type + "/three",
                    new StateEnvelope(
                            type, "three", "instance", json, 1, 1, "RUNNING", "peer", "incarnation", 1, 1, -1));

            assertThat(other.all(Attacked.class))
                    .as(json.substring(0, Math.min(json.length(), 20)))
                    .containsOnlyKeys("one", "two");
            assertThatIllegalStateException().isThrownBy(() -> other.find(Attacked.class, "three"));
        }
    }

    private Object keyOf(String name) {
        StateEnvelope any = states.values().stream()
                .filter(StateEnvelope.class::isInstance)
                .map(StateEnvelope.class::cast)
                .findFirst()
                .orElseThrow();
        return new StateKey(any.type(), name).toString();
    }

    private static CancelEnvelope cancelOf(String instance) {
        return CancelEnvelope.of(instance, CancellationReason.of(Kind.USER, "").withActor("ceo"), "peer", 60_000);
    }

    @SuppressWarnings("NullAway") // as it arrives from a peer that left texts out
    private static StateEnvelope envelope(@Nullable String type, @Nullable String name, @Nullable String phase) {
        return new StateEnvelope(type, name, null, null, 9, 9, phase, null, null, 1, 1, -1);
    }
}
