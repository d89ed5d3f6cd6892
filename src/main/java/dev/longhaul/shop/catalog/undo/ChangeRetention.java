package dev.longhaul.shop.catalog.undo;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.database.Database;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Removes what is recorded of runs that no longer exist, in small transactions: H2 keeps the deleted rows of a
 * transaction in memory. Several nodes may do it at once.
 */
public final class ChangeRetention {

    private static final String WITHOUT_RUN = " FROM %s WHERE NOT EXISTS (SELECT 1 FROM run WHERE run.id = %s.run_id)";
    private static final int PRODUCTS_AT_ONCE = 1_000;

    private final Jdbi jdbi;

    public ChangeRetention(Database database) {
        this.jdbi = Jdbi.create(database.dataSource());
    }

    /** Stops between two transactions when the token fires; the next call finds the rest. */
    public void clear(CancellationToken token) {
        for (UUID run : runsIn("catalog_change")) {
            List<Part> parts = jdbi.withHandle(
                    handle -> handle.createQuery("SELECT position, part FROM catalog_change WHERE run_id = :run")
                            .bind("run", run)
                            .map((row, context) -> new Part(row.getLong("position"), row.getInt("part")))
                            .list());
            for (Part part : parts) {
                if (token.isCancellationRequested()) {
                    return;
                }
                execute(
                        "DELETE FROM catalog_change WHERE run_id = ? AND position = ? AND part = ?",
                        run,
                        part.position(),
                        part.number());
            }
        }
        for (UUID run : runsIn("catalog_undo_kept")) {
            int removed = PRODUCTS_AT_ONCE;
            while (removed == PRODUCTS_AT_ONCE && !token.isCancellationRequested()) {
                removed = execute(
                        "DELETE FROM catalog_undo_kept WHERE run_id = ? AND product_id IN (SELECT product_id"
                                + " FROM catalog_undo_kept WHERE run_id = ? FETCH FIRST " + PRODUCTS_AT_ONCE
                                + " ROWS ONLY)",
                        run,
                        run);
            }
        }
        execute("DELETE" + withoutRun("catalog_undo"));
    }

    private record Part(long position, int number) {}

    private List<UUID> runsIn(String table) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT DISTINCT run_id" + withoutRun(table))
                .mapTo(UUID.class)
                .list());
    }

    private static String withoutRun(String table) {
        return WITHOUT_RUN.replace("%s", table);
    }

    private int execute(String sql, Object... values) {
        return jdbi.withHandle(handle -> handle.execute(sql, values));
    }
}
