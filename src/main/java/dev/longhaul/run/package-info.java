/**
 * Durable runs: work that is recorded before it starts, and whose every step is recorded with what it did.
 *
 * <p>The database is the truth: status, owner, epoch, progress and cancel request of a run are one row, and only
 * {@link dev.longhaul.run.RunStatus} says which status may follow which. Async state carries the progress between two
 * commits and the push of a cancel; it never decides anything.
 *
 * <p>Who owns a run: a claim raises its epoch, and each later write of the owner carries that epoch; a write with an
 * older one changes no row. While a process owns runs it shows itself each second in its row of {@code run_node},
 * through a connection of its own that also holds a lock of its database session. A run is taken from an owner that was
 * silent for the lease; or at once from one that has left the view of the cluster, too, and whose session lock is free:
 * so a killed process is told from one that stands still or is cut off. An owner that cannot show itself stops by its
 * own clock before the lease is over. Ages are the database's, judged in the transaction that takes the run.
 *
 * <p>For a changer:
 *
 * <ul>
 *   <li>{@code RunChanges} is the only place that changes a status. It does so from what was seen (status and epoch) or
 *       not at all, and {@code RunWrite} makes the change, its history and a sign of the owner one statement on
 *       PostgreSQL, so that an insert or a claim of a run without a start key is a transaction by itself.
 *   <li>INTERRUPTED means released: whoever claims first owns it next. A takeover is two transactions, RUNNING to
 *       INTERRUPTED to RUNNING, so that a run that was cancelled or has to be parked needs no place in a queue for
 *       that.
 *   <li>Owners that died count in a row: a committed chunk sets the count back, because a run that goes forward ends.
 *   <li>Only {@code Runs.enqueue} joins a caller's JTA transaction. Claims, chunks and ends are plain JDBC transactions
 *       and must not be called inside one.
 *   <li>The row of a run is locked only while its own columns are written, so a cancel never waits for a chunk. The row
 *       of a node is written last in a claim, so a sign never waits for a run.
 *   <li>An idle node claims a run with the insert that records it, so that it begins after one commit;
 *       {@code PromisedRuns} promises the place before, and gives the run back when the place or the lease is gone by
 *       the commit. The node shows itself before, through its own connection: in a transaction of the caller, which may
 *       stay open for long, its row must not be locked.
 *   <li>Nodes tell each other of single runs, which waits and which was cancelled, by signals that may be lost; the
 *       scan, each second, is the net under them. A cancel goes through async state; where that knows of nobody,
 *       because the run was claimed a moment ago, it goes by signal to the dispatcher, which keeps it until the run has
 *       a source.
 *   <li>A commit whose answer is lost is looked up in {@code run_chunk}, with the row of the run locked: the lost
 *       transaction may still be committing.
 *   <li>On H2 there is one process: every other incarnation is an earlier one, nothing is renewed and nothing fenced.
 *   <li>Times are the database's; only a node's judgement of itself is by its monotonic clock.
 * </ul>
 */
@NullMarked
package dev.longhaul.run;

import org.jspecify.annotations.NullMarked;
