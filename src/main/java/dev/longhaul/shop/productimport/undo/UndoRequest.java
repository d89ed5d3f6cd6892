package dev.longhaul.shop.productimport.undo;

import java.util.UUID;

/**
 * What an undo is asked to do; recorded with the run as JSON.
 *
 * @param undoneRun the run whose changes are taken back
 * @param importRun the import: the same run, or the one that is undone by the run which is undone here
 */
public record UndoRequest(UUID undoneRun, UUID importRun) {

    /** The type under which undos are recorded. */
    public static final String RUN_TYPE = "product-undo";

    boolean isRedo() {
        return !undoneRun.equals(importRun);
    }
}
