/**
 * Durable runs: work that is recorded before it starts, and whose every step is recorded with what it did.
 *
 * <p>The database is the truth: status, owner, epoch, progress and cancel request of a run are one row, and only
 * {@link dev.longhaul.run.RunStatus} says which status may follow which. Async state carries the progress between two
 * commits and the push of a cancel; it never decides anything.
 *
 * <p>For a changer:
 * <ul>
 *   <li>A claim raises the epoch, and each write of an owner carries it; a write with an older epoch changes no row.
 *   <li>Only {@code Runs.enqueue} joins a caller's JTA transaction. Claims, chunks and ends are plain
 *       JDBC transactions and must not be called inside one.
 *   <li>The row of a run is locked only while its own columns are written, so a cancel never waits for a chunk.
 *   <li>Times are the database's.
 * </ul>
 */
@NullMarked
package dev.longhaul.run;

import org.jspecify.annotations.NullMarked;
