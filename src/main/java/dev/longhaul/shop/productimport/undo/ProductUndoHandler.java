package dev.longhaul.shop.productimport.undo;

import dev.longhaul.database.Database;
import dev.longhaul.run.RunExecution;
import dev.longhaul.run.RunFailedException;
import dev.longhaul.run.RunHandler;
import dev.longhaul.shop.catalog.undo.UnreadableChangesException;

/**
 * Undoes an import, or an undo. Stops between two chunks when its token fires. Called again, it continues with the next
 * chunk.
 */
public final class ProductUndoHandler implements RunHandler<UndoRequest> {

    private final Database database;

    public ProductUndoHandler(Database database) {
        this.database = database;
    }

    @Override
    public String type() {
        return UndoRequest.RUN_TYPE;
    }

    @Override
    public Class<UndoRequest> requestType() {
        return UndoRequest.class;
    }

    @Override
    public void run(RunExecution<UndoRequest> execution) throws Exception {
        try {
            new ProductUndo(database, execution).run();
        } catch (UnreadableChangesException e) {
            throw new RunFailedException("What was changed cannot be read: " + e.getMessage() + ".");
        }
    }
}
