package dev.longhaul.cancellation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A parent that lives as long as the application must not know about the work that has ended. */
class ChildrenHeapTest {

    private static final int CHILDREN = 1_000_000;
    private static final long NOISE_BYTES = 4L << 20;
    private static final long SEED = 20261123;

    private final CancellationSource parent = new CancellationSource();

    @Test
    void a_million_children_created_and_closed_leave_the_heap_as_it_was() {
        long before = usedBytes();

        for (int i = 0; i < CHILDREN; i++) {
            CancellationSource child = CancellationSource.linkedTo(parent.token());
            child.token().onCancelled(reason -> {});
            child.close();
        }

        assertThat(usedBytes()).isLessThan(before + NOISE_BYTES);
        assertThat(ListedCallbacks.countOf(parent.token())).isZero();
    }

    /** With a search in the list this would be 10^12 steps, and would not end in time. */
    @Test
    @Timeout(30)
    void a_million_living_children_close_in_any_order_each_without_a_search() {
        long before = usedBytes();
        List<CancellationSource> children = new ArrayList<>(CHILDREN);
        for (int i = 0; i < CHILDREN; i++) {
            children.add(CancellationSource.linkedTo(parent.token()));
        }
        Collections.shuffle(children, new Random(SEED));

        children.forEach(CancellationSource::close);
        children = List.of();

        assertThat(children).isEmpty();
        assertThat(ListedCallbacks.countOf(parent.token())).isZero();
        assertThat(usedBytes()).isLessThan(before + NOISE_BYTES);
    }

    @Test
    void an_ended_child_that_is_still_referenced_keeps_no_callback() {
        List<CancellationSource> ended = new ArrayList<>();
        List<CancellationRegistration> registrations = new ArrayList<>();
        long before = usedBytes();

        for (int i = 0; i < 100; i++) {
            byte[] megabyte = new byte[1 << 20];
            CancellationSource child = CancellationSource.linkedTo(parent.token());
            registrations.add(child.token().onCancelled(reason -> megabyte[0]++));
            child.close();
            ended.add(child);
        }

        assertThat(usedBytes()).isLessThan(before + NOISE_BYTES);
        assertThat(ended).hasSameSizeAs(registrations);
    }

    /** Schedulers may keep a cancelled action in their queue until its time has come. */
    @Test
    void a_timer_that_forgets_nothing_does_not_keep_ended_work() {
        List<Runnable> kept = new ArrayList<>();
        CancellationTimer hoarder = (delay, action) -> {
            kept.add(action);
            return () -> {};
        };
        long before = usedBytes();

        for (int i = 0; i < 100; i++) {
            byte[] megabyte = new byte[1 << 20];
            CancellationSource child = CancellationSource.linkedTo(hoarder, parent.token());
            child.token().onCancelled(reason -> megabyte[0]++);
            child.cancelAfter(Duration.ofDays(1));
            child.close();
        }

        assertThat(usedBytes()).isLessThan(before + NOISE_BYTES);
        assertThat(kept).hasSize(100);
    }

    @Test
    void a_future_that_completed_is_not_kept_by_a_living_token() {
        for (int i = 0; i < 1_000; i++) {
            CancellableFutures.cancelWith(parent.token(), new CompletableFuture<String>())
                    .complete("done");
        }

        assertThat(ListedCallbacks.countOf(parent.token())).isZero();
    }

    private static long usedBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
