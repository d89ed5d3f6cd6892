package dev.longhaul.run;

import dev.longhaul.asyncstate.AsyncState;
import dev.longhaul.background.BackgroundQueues;
import dev.longhaul.background.QueueClosedException;
import dev.longhaul.background.QueueFullException;
import dev.longhaul.cluster.ClusterNode;
import dev.longhaul.cluster.ClusterSignals;
import dev.longhaul.database.Database;
import dev.longhaul.database.Dialect;
import dev.longhaul.database.SchemaModule;
import dev.longhaul.lifecycle.PermanentLoops;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/**
 * Durable runs on one node: wires all parts of this package and starts their loops. CDI uses it, and so does a program
 * without a container. It ends with the loops and the queues it was given, in the order of their
 * {@link dev.longhaul.lifecycle.ShutdownSequence}: register the loops first, then the queues.
 */
public final class RunNode {

    /** The tables of runs, to be migrated before the start. */
    public static final SchemaModule SCHEMA = new SchemaModule(
            "run",
            List.of(
                    "dev/longhaul/run/V1__runs.sql",
                    "dev/longhaul/run/V2__cancel_receipt.sql",
                    "dev/longhaul/run/V3__ownership.sql",
                    "dev/longhaul/run/V4__held_runs.sql"));

    private static final System.Logger LOG = System.getLogger(RunNode.class.getName());

    private final BackgroundQueues queues;
    private final Runs runs;
    private final RunTimers timers;
    private final LocalNode local;
    private final RunDispatcher dispatcher;
    private final RunWorker worker;
    private final RunScan scan;

    /**
     * What a node of runs is built on.
     *
     * @param asyncState carries progress and cancels between the nodes
     * @param signals of the same cluster node
     * @param queues runs are worked on in the queue {@code runs}
     */
    public record Parts(
            Database database,
            AsyncState asyncState,
            ClusterNode cluster,
            ClusterSignals signals,
            PermanentLoops loops,
            BackgroundQueues queues) {}

    /** A node whose loops can be started. */
    record Startable(RunNode node, Runnable loops) {

        void start() {
            loops.run();
        }
    }

    /**
     * What a node does besides its work.
     *
     * @param handlers asked for once, when the first handler is needed
     * @param ended called with each end of a run after its commit, on the thread that recorded it
     * @param recorded called with each recorded run, in the caller's transaction; leads to {@link #committed} or
     *     {@link #rolledBack}
     */
    record Hooks(
            Function<Runs, ? extends Iterable<? extends RunHandler<?>>> handlers,
            Consumer<RunEnded> ended,
            Function<RunNode, Consumer<RunRecorder.Recorded>> recorded) {}

    /** How a node knows its peers and is known by them. */
    record Membership(Peers peers, RunSignals signals, NodeLease lease, LivenessJudge judge) {}

    /**
     * Starts to claim and to work.
     *
     * @param handlers returns the handlers of this node, given its runs, which a handler may need to enqueue others
     * @param ended called with each end of a run after its commit, on the thread that recorded it; must not block
     * @throws IllegalStateException when two handlers share a type, or the database cannot be reached
     */
    public static RunNode start(
            Parts parts,
            RunSettings settings,
            Function<Runs, ? extends Iterable<? extends RunHandler<?>>> handlers,
            Consumer<RunEnded> ended) {
        // without a container there is no JTA transaction to wait for
        Startable startable = assemble(parts, settings, new Hooks(handlers, ended, node -> node::committed));
        startable.start();
        return startable.node();
    }

    static Startable assemble(Parts parts, RunSettings settings, Hooks hooks) {
        // an H2 file opens in one process: every earlier owner is dead, and no other process can take a run from here
        boolean isOnlyProcess = parts.database().dialect() == Dialect.H2;
        Peers peers = Peers.of(parts.cluster());
        RunLoops loops = new RunLoops(parts.loops());
        NodeLease lease = isOnlyProcess
                ? NodeLease.unlimited(peers.self())
                : new NodeLease(peers.self(), System::nanoTime, settings.fence(), loops::wakeHeartbeat);
        Membership membership = new Membership(
                peers, RunSignals.over(parts.signals()), lease, new LivenessJudge(settings, peers, isOnlyProcess));
        RunNode node = new RunNode(
                new Base(parts.database(), parts.asyncState(), parts.queues(), loops::wakeScan, loops::wakeTimers),
                membership,
                hooks);
        return new Startable(node, () -> {
            Jdbi.create(parts.database().dataSource()).useHandle(HeartbeatTable::forgetOld);
            // a fault of the handlers ends the start instead of a step of the scan
            node.local.handlers().types();
            if (!isOnlyProcess) {
                LeaseConnection connection = new LeaseConnection(
                        parts.database(), peers.self(), settings.sessionLocks(), settings.earlyClaim());
                LeaseHeartbeat beats =
                        new LeaseHeartbeat(lease, connection, node.local.runs()::mayOwn, node.worker::fence);
                loops.startHeartbeat(settings.heartbeatEvery(), beats, node.worker::fence);
            }
            loops.startScan(node.scan::scan, node.dispatcher::giveBack);
            parts.cluster().onViewChanged(loops::wakeScan);
            RunSignals.receive(parts.signals(), node.dispatcher);
            loops.startTimers(node.timers);
        });
    }

    /** What the parts of a node work with, whoever its peers are. */
    record Base(
            Database database,
            AsyncState asyncState,
            BackgroundQueues queues,
            Runnable wakeScan,
            Runnable wakeTimers) {}

    RunNode(Base base, Membership membership, Hooks hooks) {
        Jsonb jsonb = JsonbBuilder.create();
        this.queues = base.queues();
        RunDatabase tables = new RunDatabase(base.database(), jsonb, hooks.ended());
        this.local = new LocalNode(
                tables,
                tables.claims(membership.judge()),
                base.asyncState(),
                new RunHandlers(() -> hooks.handlers().apply(runs()), jsonb),
                membership.lease(),
                new LocalRuns(),
                new Turns(tables.queries()::startersOf),
                base.wakeScan());
        this.worker = new RunWorker(local);
        this.dispatcher = new RunDispatcher(local, worker, queues.queue("runs"), membership.signals());
        this.scan = new RunScan(local, dispatcher, worker);
        this.runs = new Runs(
                tables, base.asyncState(), new Runs.Node(membership.peers(), dispatcher, recorded -> hooks.recorded()
                        .apply(this)
                        .accept(recorded)));
        this.timers = new RunTimers(runs, Clock.systemUTC(), base.wakeTimers());
    }

    /** Enqueues, finds and cancels runs. */
    public Runs runs() {
        return runs;
    }

    /** Enqueues runs at fire times. */
    public RunTimers timers() {
        return timers;
    }

    /** Starts or enqueues what was recorded, after its commit. Returns at once. */
    void committed(RunRecorder.Recorded recorded) {
        dispatcher.recorded(recorded);
        recorded.superseded().forEach(this::notifySuperseded);
    }

    // not on this thread: the transaction is over and still bound to it, so that WildFly gives no connection
    private void notifySuperseded(RunId id) {
        try {
            queues.defaultQueue()
                    .enqueue("notify run " + id + " that it was superseded", token -> runs.notifySuperseded(id));
        } catch (QueueFullException | QueueClosedException refused) {
            LOG.log(Level.DEBUG, "the scan notifies run {0} that it was superseded ({1})", id, refused.getMessage());
        }
    }

    /** Gives up what was reserved for a run whose transaction has rolled back. */
    void rolledBack(RunRecorder.Recorded recorded) {
        dispatcher.withdraw(recorded.id());
    }

    LocalNode local() {
        return local;
    }

    RunDispatcher dispatcher() {
        return dispatcher;
    }

    RunWorker worker() {
        return worker;
    }

    RunScan scan() {
        return scan;
    }
}
