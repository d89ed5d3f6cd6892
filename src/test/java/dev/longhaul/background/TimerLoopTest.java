package dev.longhaul.background;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.WakeUp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimerLoopTest {

    private final WakeUp wakeUp = new WakeUp();
    private final TimerLoop timers = new TimerLoop(wakeUp);
    private final List<String> ran = new ArrayList<>();

    private final class Recorded implements TimerLoop.Timer {

        private final String name;
        private final @Nullable Duration next;
        private boolean ended;

        Recorded(String name, @Nullable Duration next) {
            this.name = name;
            this.next = next;
        }

        @Override
        public @Nullable Duration runIfDue() {
            ran.add(name);
            return next;
        }

        @Override
        public boolean hasEnded() {
            return ended;
        }
    }

    @Test
    void it_pauses_until_the_earliest_timer_is_due() {
        timers.add(new Recorded("late", Duration.ofSeconds(9)));
        timers.add(new Recorded("early", Duration.ofSeconds(5)));
        timers.add(new Recorded("unknown", null));

        assertThat(timers.run()).isEqualTo(Duration.ofSeconds(5));
        assertThat(ran).containsExactly("late", "early", "unknown");
    }

    @Test
    void without_any_timer_and_with_a_far_one_it_pauses_for_a_minute() {
        assertThat(timers.run()).isEqualTo(TimerLoop.LONGEST_PAUSE);
        timers.add(new Recorded("far", Duration.ofDays(1)));
        assertThat(timers.run()).isEqualTo(TimerLoop.LONGEST_PAUSE);
    }

    @Test
    void a_timer_that_has_ended_is_dropped() {
        Recorded timer = new Recorded("once", Duration.ofSeconds(1));
        timers.add(timer);
        timers.run();
        timer.ended = true;
        timers.run();
        timer.ended = false;
        timers.run();

        assertThat(ran).containsExactly("once");
    }

    @Test
    void a_new_timer_wakes_the_loop_that_sleeps() throws InterruptedException {
        CountDownLatch stepped = new CountDownLatch(1);
        CountDownLatch called = new CountDownLatch(1);
        try (PermanentLoops loops = new PermanentLoops(Thread::new)) {
            loops.startPaced("timers", TimerLoop.LONGEST_PAUSE, wakeUp, () -> {
                Duration pause = timers.run();
                stepped.countDown();
                return pause;
            });
            assertThat(stepped.await(10, TimeUnit.SECONDS)).isTrue();

            timers.add(() -> {
                called.countDown();
                return null;
            });

            assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
