package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.longhaul.cluster.LoopbackCluster;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.settings.Settings;
import dev.longhaul.testing.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What many updates of the owner cost the cluster. Their number is the system property
 * {@code longhaul.test.owner-updates}, default a million; they are spread over at least three seconds.
 */
class OwnerUpdatesTest {

    private static final long UPDATES = Long.getLong("longhaul.test.owner-updates", 1_000_000);
    private static final Duration AT_LEAST = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final LoopbackCluster cluster = LoopbackCluster.overTcp(StateNode.entryFormat());
    private final PermanentLoops loops = new PermanentLoops(Thread::new);

    public record Count(long number) {
        Count plusOne() {
            return new Count(number + 1);
        }
    }

    @AfterEach
    void stop() {
        loops.close();
        cluster.close();
    }

    @Test
    void many_updates_are_few_writes_and_the_last_value_arrives_everywhere() {
        List<GatedStore> stores = new ArrayList<>();
        AsyncState owner = StateNode.start(
                        cluster.start("first"),
                        StateSettings.from(Settings.defaults()),
                        loops,
                        store -> counting(store, stores))
                .asyncState();
        List<AsyncState> others = List.of(
                TestStates.running(cluster.start("second"), loops), TestStates.running(cluster.start("third"), loops));
        owner.create(new Count(0), null, StateOptions.defaults());
        others.forEach(other -> await().atMost(LONGEST).until(() -> other.contains(Count.class, null)));
        GatedStore counted = stores.get(0);
        int before = counted.stateWrites();

        long begun = System.nanoTime();
        long updates = 0;
        while (updates < UPDATES || System.nanoTime() - begun < AT_LEAST.toNanos()) {
            for (int i = 0; i < 1_000; i++) {
                owner.update(Count.class, null, Count::plusOne);
            }
            updates += 1_000;
        }
        long last = System.nanoTime();
        int writes = counted.stateWrites() - before;
        Count expected = new Count(updates);
        for (AsyncState other : others) {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .atMost(LONGEST)
                    .until(() -> other.find(Count.class, null).orElseThrow().equals(expected));
        }
        long arrived = System.nanoTime();

        double seconds = (last - begun) / 1e9;
        Figures.note(String.format(
                "%s updates in %s s (%s a second), %s writes, that is %s a second;"
                        + " the last value was everywhere %s ms later",
                updates,
                String.format("%.2f", seconds),
                Math.round(updates / seconds),
                writes,
                String.format("%.2f", writes / seconds),
                TimeUnit.NANOSECONDS.toMillis(arrived - last)));
        // one more than the interval allows: the first may come at once
        assertThat(writes).isBetween(1, (int) Math.ceil(seconds * 4) + 1);
    }

    private static StateStore counting(StateStore store, List<GatedStore> stores) {
        GatedStore counting = new GatedStore(store);
        stores.add(counting);
        return counting;
    }
}
