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
import jakarta.json.bind.JsonbBuilder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/** Runs on one node as the application wires them, without a container. */
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
        ClusterNode node = place.node();
        RunSettings runSettings = RunSettings.from(settings);
        RunStore store = new RunStore(place.database(), JsonbBuilder.create(), ended -> {});
        RunClaims claims = store.claims(new OwnerJudge(
                runSettings, new OwnerJudge.View(node::isPresent, node.isAlone(), false, runSettings.sessionLocks())));
        Ownership ownership = new Ownership(
                new RunOwner(node.name(), node.incarnation()),
                claims,
                new NodeLease(System::nanoTime, runSettings.fence()));
        ApplicationLifetime lifetime = new ApplicationLifetime();
        ShutdownSequence sequence = new ShutdownSequence(lifetime, Duration.ofSeconds(30));
        sequence.register(place.loops());
        BackgroundQueues queues = new BackgroundQueues(settings, place.executor(), lifetime, failure -> {});
        sequence.register(queues);
        RunHandlers known = new RunHandlers(handlers, JsonbBuilder.create());
        RunWorker worker = new RunWorker(store, place.asyncState(), known, ownership);
        RunDispatcher dispatcher = new RunDispatcher(worker, known, ownership, queues.queue("runs"));
        RunLoops loops = new RunLoops(place.loops(), node, new ClusterSignals(node));
        loops.keep(ownership, place.database(), runSettings, runSettings.sessionLocks());
        loops.scan(dispatcher);
        return new TestRunNode(
                sequence,
                new Runs(store, place.asyncState(), JsonbBuilder.create(), Runs.Observer.on(node), dispatcher),
                queues.queue("runs"));
    }

    /** Enqueues, finds and cancels on this node. */
    public Runs runs() {
        return runs;
    }

    /** Takes the one place for runs, so that none begins here until the answer is called or this node stops. */
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

    /** As the stop of a server does. */
    public void stop() {
        sequence.run();
    }
}
