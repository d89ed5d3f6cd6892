package dev.longhaul.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.longhaul.asyncstate.AsyncState;
import dev.longhaul.asyncstate.StateOptions;
import dev.longhaul.asyncstate.StatePhase;
import dev.longhaul.cancellation.CancellationReason;
import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationSource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ManualStateNodesTest {

    private final ManualStateNodes nodes = new ManualStateNodes();
    private final AsyncState worker = nodes.start("worker");
    private final AsyncState reader = nodes.start("reader");

    public record Copied(long files) {}

    @Test
    void code_that_shares_its_progress_is_tested_without_a_cluster() {
        try (CancellationSource source = new CancellationSource()) {
            worker.create(new Copied(0), "backup", StateOptions.defaults().withSource(source));
            worker.update(Copied.class, "backup", copied -> new Copied(copied.files() + 1));
            nodes.settle();
            assertThat(reader.find(Copied.class, "backup")).contains(new Copied(1));

            reader.cancel(Copied.class, "backup", CancellationReason.of(Kind.USER, "no longer needed"));
            nodes.settle();
            assertThat(source.token().isCancellationRequested()).isTrue();
        }
        nodes.elapse(Duration.ofMinutes(16));
        assertThat(reader.phase(Copied.class, "backup")).contains(StatePhase.EXPIRED);
    }

    @Test
    void a_node_may_be_killed() {
        worker.create(new Copied(3), "backup", StateOptions.defaults());
        nodes.settle();

        nodes.kill("worker");

        assertThat(reader.phase(Copied.class, "backup")).contains(StatePhase.OWNER_LOST);
        assertThat(reader.find(Copied.class, "backup")).contains(new Copied(3));
    }
}
