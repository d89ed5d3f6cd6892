package dev.longhaul.run;

import dev.longhaul.run.RunHeldException.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Ended runs on whose results another run works. Which one is decided under the lock of the held run's row. */
final class HeldRuns {

    /** True of a run that no other one holds, or whose holder no longer exists. */
    static final String IS_FREE =
            "(held_by IS NULL OR NOT EXISTS (SELECT 1 FROM run holder WHERE holder.id = run.held_by))";

    private final RunTable table;

    HeldRuns(RunTable table) {
        this.table = table;
    }

    /** @throws RunHeldException unless the run has ended and no other one holds it */
    void hold(Handle transaction, RunId held, RunId by) {
        Run run = table.lock(transaction, held).orElseThrow(() -> new RunHeldException(held, Refusal.UNKNOWN));
        if (!run.status().isEnded()) {
            throw new RunHeldException(held, Refusal.NOT_ENDED);
        }
        if (holder(transaction, held).isPresent()) {
            throw new RunHeldException(held, Refusal.HELD);
        }
        transaction.execute("UPDATE run SET held_by = ? WHERE id = ?", by.value(), held.value());
    }

    /** Which run holds this one, whether or not it still exists. */
    Optional<RunId> holder(Handle handle, RunId held) {
        return handle.createQuery("SELECT held_by FROM run WHERE id = :id AND held_by IS NOT NULL")
                .bind("id", held.value())
                .mapTo(UUID.class)
                .map(RunId::new)
                .findOne();
    }

    /** Releases a run unless another one holds it by now. */
    static void release(Connection transaction, RunId held, RunId by) throws SQLException {
        try (PreparedStatement update =
                transaction.prepareStatement("UPDATE run SET held_by = NULL WHERE id = ? AND held_by = ?")) {
            update.setObject(1, held.value());
            update.setObject(2, by.value());
            update.executeUpdate();
        }
    }
}
