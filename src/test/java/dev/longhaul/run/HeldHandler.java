package dev.longhaul.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Begins, waits until the test lets it go on, and commits one chunk. */
final class HeldHandler implements RunHandler<HeldHandler.Work> {

    static final String TYPE = "held";

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** Nothing to say. */
    public record Work() {}

    void awaitBegun() throws InterruptedException {
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
    }

    void goOn() {
        goOn.countDown();
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Class<Work> requestType() {
        return Work.class;
    }

    @Override
    public void run(RunExecution<Work> execution) throws InterruptedException {
        begun.countDown();
        assertThat(goOn.await(60, TimeUnit.SECONDS)).isTrue();
        execution.commitChunk(transaction -> new RunProgress("working", 1, 1L, Map.of()));
    }
}
