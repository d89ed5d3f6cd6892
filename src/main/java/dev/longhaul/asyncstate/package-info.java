/**
 * State of work that goes on for long, readable on every node and cancellable from every node. Imports
 * {@code settings}, {@code cancellation}, {@code lifecycle} and {@code cluster}.
 *
 * <p>How it works: the node that creates a state owns it and is the only one that changes its value. Its updates touch
 * memory of this node only; a permanent loop, the flush, writes what changed to the replicated cache, at most once per
 * interval and state, and the last change always. Readers look at the owner's memory or at this node's copy, never at
 * another node. Another node's update is a conversation with the owner, carried by a cache of its own: the owner gives
 * the value, the other applies its function and asks to write the result, and the owner does if its value is still the
 * one it gave. A cancel is an entry of its own: when it arrives at the owner's copy, a listener hands it to a dispatch
 * loop, which cancels the source that the owner attached. Where the cancel comes first and is to be kept, it lies under
 * the key until a state with a source is created.
 *
 * <p>What a changer must know:
 *
 * <ul>
 *   <li>Nothing on the thread that updates a state waits for the cluster: a frozen peer holds a synchronous put for
 *       seconds. Writes are asynchronous, one at a time per state, and only the flush begins them.
 *   <li>An answer to another node's write goes out when the cluster has that write. Questions are numbered and decided
 *       on once; a repeated one is answered from memory.
 *   <li>A local update may wait for the {@code Hold} of another node's update, once and for some milliseconds, so that
 *       a busy owner does not keep others out. It waits for a latch of this node and its time, never for a message.
 *   <li>Every write of a state is a compare-and-set on the envelope that the cluster is believed to hold. A write that
 *       times out is unknown, not failed: the next one first asks what is there.
 *   <li>A state is never removed from the cache but replaced by a tombstone, its terminal phase; a removed entry would
 *       come back after a split. Lifespan clears tombstones and what a dead owner left.
 *   <li>The higher epoch wins: each create over an existing key takes the next one. {@code OWNER_LOST} is computed from
 *       the view when read, so that no merge can make it stick.
 *   <li>Entries are stored as objects ({@code application/x-java-object}); as bytes a merge policy would get bytes and
 *       fail, and the nodes would stay different. On the wire they are ProtoStream.
 *   <li>Infinispan calls listeners on its replication threads. They hand over and do nothing else.
 *   <li>Golden files hold envelopes of earlier formats. New fields get new numbers; a text that an earlier version did
 *       not write arrives as null.
 *   <li>A node's times are its own: lifespans are measured by the monotonic clock of the owner and, in the cache, by
 *       the node that holds the copy. Times in an envelope are for people.
 * </ul>
 */
@NullMarked
package dev.longhaul.asyncstate;

import org.jspecify.annotations.NullMarked;
