package dev.longhaul.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InboxTest {

    private static final Duration RARELY = Duration.ofHours(1);

    @Test
    void items_are_handled_in_the_order_in_which_they_were_added() {
        AtomicInteger wakeUps = new AtomicInteger();
        Inbox<String> inbox = new Inbox<>(wakeUps::incrementAndGet);
        inbox.add("first");
        inbox.add("second");

        List<String> handled = new ArrayList<>();
        inbox.drainTo(handled::add);

        assertThat(handled).containsExactly("first", "second");
        assertThat(inbox.isEmpty()).isTrue();
        assertThat(wakeUps).hasValue(2);
    }

    @Test
    void an_item_that_is_added_while_another_is_handled_is_handled_by_the_same_call() {
        Inbox<String> inbox = new Inbox<>(() -> {});
        inbox.add("first");

        List<String> handled = new ArrayList<>();
        inbox.drainTo(item -> {
            handled.add(item);
            if (item.equals("first")) {
                inbox.add("second");
            }
        });

        assertThat(handled).containsExactly("first", "second");
    }

    @Test
    void a_handler_that_throws_leaves_the_rest_for_the_next_call() {
        Inbox<String> inbox = new Inbox<>(() -> {});
        inbox.add("bad");
        inbox.add("good");

        assertThatIllegalStateException()
                .isThrownBy(() -> inbox.drainTo(item -> {
                    throw new IllegalStateException(item);
                }));
        List<String> handled = new ArrayList<>();
        inbox.drainTo(handled::add);

        assertThat(handled).containsExactly("good");
    }

    @Test
    void one_wake_up_reaches_every_loop_that_shares_it() throws InterruptedException {
        try (PermanentLoops loops = new PermanentLoops(Thread::new)) {
            WakeUp wakeUp = new WakeUp();
            CountDownLatch firstSteps = new CountDownLatch(2);
            CountDownLatch secondSteps = new CountDownLatch(2);
            for (int i = 0; i < 2; i++) {
                AtomicInteger steps = new AtomicInteger();
                loops.start("reader-" + i, RARELY, wakeUp, () -> {
                    if (steps.getAndIncrement() == 0) {
                        firstSteps.countDown();
                    } else {
                        secondSteps.countDown();
                    }
                });
            }
            assertThat(firstSteps.await(10, TimeUnit.SECONDS)).isTrue();

            wakeUp.wake();

            assertThat(secondSteps.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
