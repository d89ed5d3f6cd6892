package dev.longhaul.run;

import dev.longhaul.asyncstate.AsyncState;
import dev.longhaul.asyncstate.TestStates;
import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.background.BackgroundTaskQueue;
import dev.longhaul.cancellation.CancellationRegistration;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.ClusterSignals;
import dev.longhaul.database.Database;
import dev.longhaul.lifecycle.ApplicationLifetime;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.ShutdownSequence;
import dev.longhaul.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/** A {@link RunNode} that a test stops as a server is stopped. */
public final class TestRunNode {

    private final ShutdownSequence sequence;
    private final Runs runs;
    private final BackgroundTaskQueue queue;

    private TestRunNode(ShutdownSequence sequence, Runs runs, BackgroundTaskQueue queue) {
        this.sequence = sequence;
        this.runs = runs;
        this.queue = queue;
    }

    /** Where it runs. */
    public record Place(
            Database database, ClusterNode node, AsyncState asyncState, PermanentLoops loops, Executor executor) {

        /** With loops of its own. */
        public static Place on(ClusterNode node, Database database, Executor executor) {
            PermanentLoops loops = new PermanentLoops(Thread::new);
            return new Place(database, node, TestStates.running(node, loops), loops, executor);
        }
    }

    /** Starts to claim and to work; the loops are ended by {@link #stop}, in the order of a stop. */
    public static TestRunNode start(Place place, Settings settings, List<RunHandler<?>> handlers) {
        ApplicationLifetime lifetime = new ApplicationLifetime();
        ShutdownSequence sequence = new ShutdownSequence(lifetime, Duration.ofSeconds(30));
        sequence.register(place.loops());
        BackgroundQueues queues = new BackgroundQueues(settings, place.executor(), lifetime, failure -> {});
        sequence.register(queues);
        RunNode node = RunNode.start(
                new RunNode.Parts(
                        place.database(),
                        place.asyncState(),
                        place.node(),
                        new ClusterSignals(place.node()),
                        place.loops(),
                        queues),
                RunSettings.from(settings),
                runs -> handlers,
                ended -> {});
        return new TestRunNode(sequence, node.runs(), queues.queue("runs"));
    }

    /** Enqueues, finds and cancels on this node. */
    public Runs runs() {
        return runs;
    }

    /** Takes the one slot for runs, so that none starts here until the answer is called or this node stops. */
    public Runnable occupy() throws InterruptedException {
        CountDownLatch occupied = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        queue.enqueue("busy", token -> {
            occupied.countDown();
            CancellationRegistration stop = token.onCancelled(reason -> free.countDown());
            try {
                free.await();
            } finally {
                stop.close();
            }
        });
        occupied.await();
        return free::countDown;
    }

    /** Stops in the order in which a server does. */
    public void stop() {
        sequence.run();
    }
}
