package dev.longhaul.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.launcher.ServerKind;
import dev.longhaul.testing.Figures;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WildFlyQueueIT extends QueueContract {

    WildFlyQueueIT() {
        super(ServerKind.WILDFLY, "wildfly-queue");
    }

    @Override
    boolean logsWhileItIsTerminated() {
        return true;
    }

    // a suspend waits for tasks of the managed executor, and would wait for a loop in it as long as it may
    @Test
    void permanent_loops_do_not_hold_up_a_suspend_and_timed_tasks_go_on_after_a_resume() {
        int before = probe().notes().size();
        probe().post("stop/timed");
        probe().awaitNote("timed begun", before);

        long begin = System.nanoTime();
        server().administer(":suspend(suspend-timeout=60)");
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        int suspended = probe().notes().size();
        assertThat(server().administer(":read-attribute(name=suspend-state)")).contains("SUSPENDED");
        assertThat(probe().notes()).hasSize(suspended);
        server().administer(":resume");
        probe().awaitNote("timed begun", suspended);

        Figures.note(
                "wildfly-queue, suspend with running loops, the command line included: " + took.toMillis() + " ms");
        assertThat(took).isLessThan(Duration.ofSeconds(40));
    }
}
