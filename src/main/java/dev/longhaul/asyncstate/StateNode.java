package dev.longhaul.asyncstate;

import dev.longhaul.asyncstate.SourceCanceller.DueCancel;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.EntryFormat;
import dev.longhaul.lifecycle.Inbox;
import dev.longhaul.lifecycle.PermanentLoops;
import dev.longhaul.lifecycle.ShutdownParticipant;
import dev.longhaul.lifecycle.WakeUp;
import jakarta.json.bind.JsonbBuilder;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Shared state on one node, wired and running. In plain Java:
 *
 * <pre>{@code
 * Settings settings = Settings.defaults();
 * ClusterSettings cluster = ClusterSettings.from(settings);
 * try (ClusterNode node = ClusterNode.start(cluster, List.of(StateNode.entryFormat()));
 *         PermanentLoops loops = new PermanentLoops(Thread::new);
 *         StateNode shared = StateNode.start(node, StateSettings.from(settings), loops)) {
 *     shared.asyncState().create(new Progress(0), "copy", StateOptions.defaults());
 *     return shared.asyncState().find(Progress.class, "copy").orElseThrow();
 * }
 * }</pre>
 *
 * <p>Without peers in the settings the node is on its own and opens no port. In a container this is a bean already, and
 * {@link AsyncState} can be injected.
 */
public final class StateNode implements ShutdownParticipant, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(StateNode.class.getName());
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(1);
    private static final Duration SHORTEST_DRAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(5);

    private final AsyncState asyncState;
    private final LocalStateIndex local;
    private final StateFlush flush;
    private final SourceCanceller canceller;
    private final Inbox<UpdateEnvelope> asked;
    private final ForeignQuestions questions;
    private final ForeignUpdates foreignUpdates;

    /** How to start the next step of each loop: of the flush, of the cancels, of the questions of other nodes. */
    record Wakes(Runnable flush, Runnable canceller, Runnable questions) {}

    /** Wires the parts. They do nothing until the loops call {@link #tick}, {@link #cancelDue} and {@link #answer}. */
    StateNode(StateStore store, ThisNode node, StateSettings settings, Wakes wakes) {
        StateJson json = new StateJson(JsonbBuilder.create(), settings.maxSize());
        Inbox<DueCancel> due = new Inbox<>(wakes.canceller());
        this.asked = new Inbox<>(wakes.questions());
        OutgoingRequests requests = new OutgoingRequests(store, node, settings.lifespan());
        KeptCancels kept = new KeptCancels(store, node, requests);
        this.local = new LocalStateIndex(store, node, requests);
        StateLookup lookup = new StateLookup(store, node, local, requests);
        CancelFollower follower = new CancelFollower(local, store, due, requests, kept, wakes.flush());
        this.canceller = new SourceCanceller(due, follower);
        this.flush = new StateFlush(local, node, settings, json, follower, wakes.questions());
        this.questions = new ForeignQuestions(asked, local, store, node, json, flush);
        this.foreignUpdates = new ForeignUpdates(lookup, store, node, json);
        this.asyncState = new AsyncState(
                lookup,
                json,
                new StateLifecycle(lookup, local, node, requests, follower, settings.lifespan()),
                new CancelRequests(lookup, store, due, requests, kept),
                foreignUpdates,
                wakes.flush());
        store.onCancel(follower::receive);
        store.onUpdate(this::receive);
    }

    /** Takes a message about updates that has arrived. On a thread of the cluster, so it only hands over. */
    void receive(UpdateEnvelope message) {
        if (message.isQuestion()) {
            asked.add(message);
        } else {
            foreignUpdates.receive(message);
        }
    }

    /**
     * Starts shared state on a node that was started with {@link #entryFormat}. Once for each node.
     *
     * @param loops run the flush, the cancels and the answers to other nodes; close them after this and before the node
     */
    public static StateNode start(ClusterNode cluster, StateSettings settings, PermanentLoops loops) {
        return start(cluster, settings, loops, store -> store);
    }

    /** Starts it with something between it and its store. */
    static StateNode start(
            ClusterNode cluster, StateSettings settings, PermanentLoops loops, UnaryOperator<StateStore> between) {
        WakeUp flush = new WakeUp();
        WakeUp cancels = new WakeUp();
        WakeUp questions = new WakeUp();
        StateNode started = new StateNode(
                between.apply(new ClusterStateStore(cluster)),
                ThisNode.of(cluster),
                settings,
                new Wakes(flush::wake, cancels::wake, questions::wake));
        cluster.onViewChanged(() -> {
            started.flush.repeatAll();
            flush.wake();
        });
        loops.start("state-flush", settings.flushInterval(), flush, started::tick);
        for (int i = 1; i <= settings.dispatchThreads(); i++) {
            loops.start("state-dispatch-" + i, BETWEEN_CHECKS, cancels, started.canceller::step);
        }
        loops.start("state-updates", BETWEEN_CHECKS, questions, started.questions::step);
        return started;
    }

    /** How shared state travels between nodes, for {@link ClusterNode#start}. */
    public static EntryFormat entryFormat() {
        return new GeneratedStateSchema();
    }

    public AsyncState asyncState() {
        return asyncState;
    }

    /** One round of the flush, which also forgets what is no longer needed. */
    void tick() {
        flush.tick();
        foreignUpdates.forgetIdle();
    }

    /** Cancels the sources for which a request has arrived, on the calling thread. */
    void cancelDue() {
        canceller.step();
    }

    /** Answers the questions of other nodes, on the calling thread. */
    void answer() {
        questions.step();
    }

    StateFlush flush() {
        return flush;
    }

    /** How many states are in memory, including those of which something is still to be written. */
    int ownedCount() {
        return local.all().size();
    }

    /** Writes everything to the cluster and waits for it. False when the time was not enough. */
    boolean flushWithin(Duration longest) {
        try {
            return flush.awaitQuiet(longest);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String name() {
        return "shared state";
    }

    /** Does nothing: work that is still draining must be able to publish how it ended. */
    @Override
    public void closeIntake() {}

    /**
     * Writes the last updates to the other nodes, when everything that makes updates has drained. Takes at most 5 s of
     * the grace: what is late here is a copy, and a frozen peer would hold up every stop.
     */
    @Override
    public boolean drain(Duration remaining) {
        Duration atLeast = remaining.compareTo(SHORTEST_DRAIN) < 0 ? SHORTEST_DRAIN : remaining;
        return flushWithin(atLeast.compareTo(LONGEST_DRAIN) > 0 ? LONGEST_DRAIN : atLeast);
    }

    @Override
    public void abandon() {
        LOG.log(Level.WARNING, "the last updates of shared state did not reach every node");
    }

    /** Writes the last updates to the other nodes, for at most 5 s. For use without a shutdown sequence. */
    @Override
    public void close() {
        if (!drain(LONGEST_DRAIN)) {
            abandon();
        }
    }
}
