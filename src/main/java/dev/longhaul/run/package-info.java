/**
 * Durable runs: work that is recorded before it starts, and whose every step is recorded with what it did.
 *
 * <p>The database is the truth: a run's status, owner, epoch, progress and cancel are one row, and only
 * {@link dev.longhaul.run.RunStatus} says which status may follow which. Beside it each node keeps how far a run has
 * come on that node; only {@link dev.longhaul.run.LocalStatus} says what may follow there. Async state carries the
 * progress between two commits and the push of a cancel; it never decides anything.
 *
 * <p>The classes are in five groups. A class uses its own group and those below it:
 *
 * <ul>
 *   <li><b>face</b>: {@link dev.longhaul.run.RunBeans}, {@link dev.longhaul.run.RunNode},
 *       {@link dev.longhaul.run.RunLoops}, {@link dev.longhaul.run.RunTimers}, {@link dev.longhaul.run.Runs}
 *   <li><b>local node</b>: {@link dev.longhaul.run.RunSignals}, {@link dev.longhaul.run.RunScan},
 *       {@link dev.longhaul.run.RunDispatcher}, {@link dev.longhaul.run.RunWorker},
 *       {@link dev.longhaul.run.HandlerExecution}, {@link dev.longhaul.run.LocalNode},
 *       {@link dev.longhaul.run.LocalRuns}, {@link dev.longhaul.run.LocalStatus}, {@link dev.longhaul.run.Turns},
 *       {@link dev.longhaul.run.RunHandlers}
 *   <li><b>table</b>: {@link dev.longhaul.run.RunDatabase}, {@link dev.longhaul.run.RunRecorder},
 *       {@link dev.longhaul.run.Claims}, {@link dev.longhaul.run.ChunkCommits}, {@link dev.longhaul.run.ChunkOwner},
 *       {@link dev.longhaul.run.ChunkScope}, {@link dev.longhaul.run.LockWaits}, {@link dev.longhaul.run.ChunkWriters},
 *       {@link dev.longhaul.run.RunInterventions}, {@link dev.longhaul.run.CancelAges},
 *       {@link dev.longhaul.run.RunQueries}, {@link dev.longhaul.run.StatusChanges}, {@link dev.longhaul.run.HeldRuns},
 *       {@link dev.longhaul.run.ChangedBy}, {@link dev.longhaul.run.StartKeys}, {@link dev.longhaul.run.RunOutcome},
 *       {@link dev.longhaul.run.RunStatement}, {@link dev.longhaul.run.RunTable}
 *   <li><b>lease</b>: {@link dev.longhaul.run.LeaseHeartbeat}, {@link dev.longhaul.run.LeaseConnection},
 *       {@link dev.longhaul.run.NodeLease}, {@link dev.longhaul.run.LivenessJudge}, {@link dev.longhaul.run.Peers},
 *       {@link dev.longhaul.run.HeartbeatTable}, {@link dev.longhaul.run.RunSettings}
 *   <li><b>words</b>, the part of the face that all groups use: {@link dev.longhaul.run.RunHandler},
 *       {@link dev.longhaul.run.RunExecution}, {@link dev.longhaul.run.ChunkWork},
 *       {@link dev.longhaul.run.DatabaseRead}, {@link dev.longhaul.run.Run}, {@link dev.longhaul.run.RunId},
 *       {@link dev.longhaul.run.RunStatus}, {@link dev.longhaul.run.RunProgress},
 *       {@link dev.longhaul.run.RunTransition}, {@link dev.longhaul.run.RunEnded}, {@link dev.longhaul.run.NewRun},
 *       {@link dev.longhaul.run.StartPolicy}, {@link dev.longhaul.run.Enqueued}, {@link dev.longhaul.run.CancelAnswer},
 *       {@link dev.longhaul.run.ResumeAnswer}, {@link dev.longhaul.run.ForceAnswer},
 *       {@link dev.longhaul.run.RunActiveException}, {@link dev.longhaul.run.RunHeldException},
 *       {@link dev.longhaul.run.RunFailedException}, {@link dev.longhaul.run.RunLostException}
 * </ul>
 *
 * <p>The order of calls, for a run that starts on the node that records it: {@link dev.longhaul.run.Runs#enqueue}
 * reserves the slot ({@link dev.longhaul.run.RunDispatcher}, {@link dev.longhaul.run.LocalRuns}), records the run
 * ({@link dev.longhaul.run.RunRecorder}), and after the commit the dispatcher puts it into the queue, whose thread
 * calls {@link dev.longhaul.run.RunWorker}; that one calls the handler with a {@link dev.longhaul.run.HandlerExecution}
 * and records the end ({@link dev.longhaul.run.Claims}).
 *
 * <p>Who owns a run: a claim raises its epoch, and each later write of the owner carries that epoch; a write with an
 * older one changes no row. While a process owns runs it sends a heartbeat each second to its row of {@code run_node},
 * over a connection of its own that also holds a lock of its database session. A run is taken from an owner that sent
 * no heartbeat for the lease; or at once from one that has left the view of the cluster and whose session lock is free.
 * So a killed process is told from a frozen or cut off one. An owner that cannot send heartbeats stops by its own clock
 * before the lease is over. Ages are the database's, judged in the transaction that takes the run.
 *
 * <p>How a cancel reaches its work. {@link dev.longhaul.run.Runs#cancel} records it first
 * ({@link dev.longhaul.run.RunInterventions}). Then any of these routes makes the owner ask the database, and the first
 * one counts. (1) On the owner itself, {@link dev.longhaul.asyncstate.AsyncState#cancel} fires the source that
 * {@link dev.longhaul.run.RunWorker} attached to the run's state, which wakes the scan. (2) From another node it writes
 * a request into the cache, whose listener on the owner does the same. (3) The owner's flush follows up requests whose
 * event was lost. (4) {@link dev.longhaul.run.RunDispatcher} sends the cluster signal {@code run-cancelled}
 * ({@link dev.longhaul.run.RunSignals}); a node that has reserved or enqueued the run and has no token for it yet keeps
 * the cancel pending in {@link dev.longhaul.run.LocalRuns}, and {@link dev.longhaul.run.RunWorker} wakes the scan as
 * soon as it holds the run. (5) The scan finds a run of its own that is CANCELLING in the database each second. The
 * scan ({@link dev.longhaul.run.RunScan}) fires the run's token, with the actor and the text that the database has. (6)
 * The guard of a chunk ({@link dev.longhaul.run.ChunkCommits}) finds the cancel first: the chunk is rolled back, and
 * fires the token. A cancel that the database does not have is ignored and logged once for each run: what a peer writes
 * into the cache stops no run and names no actor. The same holds for a state of the run that a peer writes over the
 * owner's: the owner stops when the database names another owner.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>{@code StatusChanges} is the only place that changes a status. It does so from what was seen (status and epoch)
 *       or not at all, and {@code RunStatement} makes the change, its history and a heartbeat of the owner one
 *       statement on PostgreSQL, so that an insert or a claim of a run without a start key is a transaction by itself.
 *   <li>INTERRUPTED means released: the first node to claim the run owns it next. A takeover is two transactions,
 *       RUNNING to INTERRUPTED to RUNNING, so that a run that was cancelled or has to be parked needs no slot in a
 *       queue for that.
 *   <li>Owners that died count in a row. A committed chunk resets the count, because a run that makes progress ends.
 *   <li>Only {@code Runs.enqueue} joins a caller's JTA transaction. Claims, chunks and ends are plain JDBC transactions
 *       and must not be called inside one.
 *   <li>A run's row is locked only while its own columns are written, so a cancel never waits for a chunk. The node's
 *       row is written last in a claim, so a heartbeat never waits for a run.
 *   <li>An idle node claims a run with the INSERT that records it, so that it starts after one commit. It keeps its
 *       slot for it from before the INSERT, and gives the run back if the slot or the lease is gone at the commit. The
 *       heartbeat is sent before, over the node's own connection: a caller's transaction may stay open for long, and
 *       must not keep the node's row locked.
 *   <li>A task of the queue is for whichever run is next when it starts ({@code Turns}), so that persons take turns.
 *       Each node decides for itself, and each knows the first waiting runs of every person from the scan. A claim that
 *       fails costs its person no turn.
 *   <li>A start key is of one person, as an idempotency key is: what one person chooses neither delays, cancels nor
 *       reveals the runs of another.
 *   <li>Signals between nodes may be lost; the scan, each second, is the net under them.
 *   <li>A commit whose answer is lost is looked up in {@code run_chunk}, with the run's row locked: the lost
 *       transaction may still be committing.
 *   <li>On H2 there is one process: every other incarnation is an earlier one, no heartbeat is sent and no run is
 *       fenced.
 *   <li>Times are the database's; only a node's judgement of itself is by its monotonic clock.
 * </ul>
 */
@NullMarked
package dev.longhaul.run;

import org.jspecify.annotations.NullMarked;
