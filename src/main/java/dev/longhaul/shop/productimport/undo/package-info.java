/**
 * Undoes an import, as a run of its own: the chunks of the import are taken back from the last to the first, each in
 * one transaction with what became of its products and a record by which the undo can be undone in turn.
 *
 * <p>For maintainers:
 *
 * <ul>
 *   <li>An undo holds the run that it undoes ({@link dev.longhaul.run.NewRun#holding}), so that this one is neither
 *       resumed nor undone twice. An undo of the undo releases the import when it has ended; the first undo stays held.
 *   <li>An undo that undoes an undo is not undone itself: the import is undone again.
 * </ul>
 */
@NullMarked
package dev.longhaul.shop.productimport.undo;

import org.jspecify.annotations.NullMarked;
