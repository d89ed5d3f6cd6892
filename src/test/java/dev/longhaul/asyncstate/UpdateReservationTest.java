package dev.longhaul.asyncstate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the owner lets another node's update go first, and when that ends. */
class UpdateReservationTest {

    private static final long LONG = TimeUnit.SECONDS.toNanos(60);

    private final LocalValue value = new LocalValue(new StateKey("count", ""), new Count(0), 0);
    private final ExecutorService job = Executors.newSingleThreadExecutor();
    private final AtomicReference<Thread> jobThread = new AtomicReference<>();

    public record Count(long number) {
        Count plusOne() {
            return new Count(number + 1);
        }
    }

    @AfterEach
    void stop() {
        job.shutdownNow();
    }

    @Test
    void an_update_of_the_owner_waits_and_is_applied_to_what_the_other_node_wrote() throws Exception {
        Record given = value.get();
        value.reserve("other", LONG);
        Future<Count> update = updateThatWaits();

        assertThat(value.applyForeign("other", given, new Count(100))).isEqualTo(1);

        assertThat(update.get(30, TimeUnit.SECONDS)).isEqualTo(new Count(101));
    }

    @Test
    void nobody_but_the_one_it_is_for_may_write_in_that_moment() {
        Record given = value.get();
        value.reserve("other", LONG);

        assertThat(value.applyForeign("third", given, new Count(300))).isZero();
        value.endReservation("third");
        assertThat(value.applyForeign("other", given, new Count(100))).isEqualTo(1);
    }

    @Test
    void an_update_waits_once_even_if_the_next_moment_follows_at_once() throws Exception {
        value.reserve("other", LONG);
        Future<Count> update = updateThatWaits();

        // takes the place of the first, which ends it
        value.reserve("other", LONG);

        assertThat(update.get(30, TimeUnit.SECONDS)).isEqualTo(new Count(1));
    }

    @Test
    void a_moment_that_nobody_uses_ends_by_itself() {
        value.reserve("other", TimeUnit.MILLISECONDS.toNanos(1));

        assertThat(value.update(Count.class, Count::plusOne)).isEqualTo(new Count(1));
        assertThat(value.applyForeign("third", value.get(), new Count(2))).isEqualTo(1);
    }

    private Future<Count> updateThatWaits() {
        Future<Count> update = job.submit(() -> {
            jobThread.set(Thread.currentThread());
            return value.update(Count.class, Count::plusOne);
        });
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jobThread.get() != null && jobThread.get().getState() == Thread.State.TIMED_WAITING);
        return update;
    }
}
