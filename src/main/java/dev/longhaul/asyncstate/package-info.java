/**
 * State of long-running work, readable on every node and cancellable from every node. Imports {@code settings},
 * {@code cancellation}, {@code lifecycle} and {@code cluster}. {@link dev.longhaul.asyncstate.AsyncState} is the face,
 * {@link dev.longhaul.asyncstate.StateNode} wires and runs it.
 *
 * <p>Behind the face are three columns:
 *
 * <ul>
 *   <li><b>What this node owns.</b> {@code LocalState}: the value and what of it is unwritten ({@code LocalValue}), the
 *       attached source ({@code LocalCancel}), the phase of its life. {@code StateLifecycle} creates and removes,
 *       {@code LocalStateIndex} finds.
 *   <li><b>What the cluster holds.</b> {@code ReplicatedState} is what this node knows of it, {@code StateWrite} one
 *       write. {@code StateFlush} writes what changed, at most once per interval and state, and the last change always.
 *       {@code CancelFollower} finds cancels there and writes back how far they have come.
 *   <li><b>What other nodes want</b>, which a reader may leave out: {@code ForeignUpdates} with {@code ForeignState}
 *       and {@code ForeignChange} on the node that asks, {@code ForeignQuestions} and {@code UpdateReservation} on the
 *       owner, {@code UpdateEnvelope} between them; and {@code KeptCancels}. They share one package with the rest,
 *       because they work on its innermost types.
 * </ul>
 *
 * <p>How it works: the owner is the only node that changes the value of its state. Its updates touch memory of this
 * node only, and the flush writes them to the replicated map. Readers use the owner's memory or this node's copy, never
 * another node. Another node's update is a conversation with the owner, carried by a map of its own: the owner offers
 * the value, the other node applies its function and asks to write the result, and the owner does if its value is still
 * the one it offered.
 *
 * <p>A cancel reaches the source by one of four routes; the first to come counts. A cancel on the owner itself goes
 * straight to the dispatch loop. A cancel from another node is an entry of its own: when it arrives at the owner's
 * copy, the listener hands it to the dispatch loop. The flush checks for entries that the listener has missed, such as
 * those of a merge. A cancel that was kept, because it came before the state, is used when a state with a source is
 * created under its key.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>Nothing on the thread that updates a state waits for the cluster: a frozen peer holds a synchronous put for
 *       seconds. Writes are asynchronous, one at a time per state, and only the flush starts them.
 *   <li>An answer to another node's write is sent when the cluster has that write. Questions are numbered and decided
 *       on once; a repeated one is answered from memory.
 *   <li>A local update may wait for the {@code UpdateReservation} of another node, once and for some milliseconds, so
 *       that a busy owner does not keep other nodes out. It waits for a latch of this node and its time, never for a
 *       message.
 *   <li>Every write of a state is a compare-and-set on the envelope that the cluster is believed to hold. The outcome
 *       of a write that timed out is unknown: the next one first asks what is there.
 *   <li>A state is never removed from the map but replaced by a tombstone, its terminal phase; a removed entry would
 *       come back after a split. Lifespan clears tombstones and what a dead owner left.
 *   <li>The higher epoch wins: each create over an existing key takes the next one. {@code OWNER_LOST} is computed from
 *       the view when read, so that no merge can make it stick.
 *   <li>The cluster calls listeners on its replication threads. They hand over and do nothing else.
 *   <li>Golden files hold envelopes of earlier formats. New fields get new numbers; a text that an earlier version did
 *       not write arrives as null. The envelopes stay in this package: their names are part of the format.
 *   <li>The times of a cancel are those of its source, so that an observation is never earlier than the delivery.
 *   <li>A node's times are its own: lifespans are measured by the monotonic clock of the owner and, in the map, by the
 *       node that holds the copy. Times in an envelope are for people.
 * </ul>
 */
@NullMarked
package dev.longhaul.asyncstate;

import org.jspecify.annotations.NullMarked;
