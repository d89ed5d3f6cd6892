package dev.longhaul.shop.catalog.undo;

import dev.longhaul.database.Database;
import dev.longhaul.shop.catalog.undo.KeptProduct.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Which run undoes which, and the products that were not restored. Safe for any number of threads. */
public final class UndoStore {

    private static final int FETCH_SIZE = 1_000;

    private final Jdbi jdbi;

    public UndoStore(Database database) {
        this.jdbi = Jdbi.create(database.dataSource());
    }

    /**
     * A run that undoes another one.
     *
     * @param undone the run that it undoes
     * @param first the run that was undone first: the same as {@code undone}, unless that is an undo itself
     */
    public record UndoRun(UUID run, UUID undone, UUID first) {

        /** Whether this run undoes an undo. */
        public boolean isRedo() {
            return !undone.equals(first);
        }
    }

    /** Records an undo, in the caller's JTA transaction if there is one. */
    public void insert(UndoRun undo) {
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO catalog_undo (run_id, undone_id, first_run_id) VALUES (?, ?, ?)",
                undo.run(),
                undo.undone(),
                undo.first()));
    }

    /** Empty if the run is not an undo. */
    public Optional<UndoRun> find(UUID run) {
        return one("run_id = :id", run);
    }

    /** The newest run that undoes this one or an undo of it. */
    public Optional<UndoRun> newestOf(UUID first) {
        return one("first_run_id = :id", first);
    }

    private Optional<UndoRun> one(String condition, UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT run_id, undone_id, first_run_id FROM catalog_undo"
                        + " WHERE " + condition + " ORDER BY created_at DESC FETCH FIRST 1 ROW ONLY")
                .bind("id", id)
                .map((row, context) -> new UndoRun(
                        row.getObject("run_id", UUID.class),
                        row.getObject("undone_id", UUID.class),
                        row.getObject("first_run_id", UUID.class)))
                .findOne());
    }

    /** Records products that were not restored, in the transaction of their chunk. */
    public void insertKept(Connection transaction, UUID run, List<KeptProduct> kept) throws SQLException {
        if (kept.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = transaction.prepareStatement("INSERT INTO catalog_undo_kept"
                + " (run_id, product_id, handle, reason, other_handle) VALUES (?, ?, ?, ?, ?)")) {
            for (KeptProduct product : kept) {
                insert.setObject(1, run);
                insert.setLong(2, product.productId());
                insert.setString(3, product.handle());
                insert.setString(4, product.reason().name());
                insert.setString(5, product.other());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The products that the undo has not restored so far. */
    public IdSet keptIds(UUID run) {
        // in a transaction, because PostgreSQL's driver reads everything at once without one
        return jdbi.inTransaction(handle -> {
            IdSet ids = new IdSet();
            handle.createQuery("SELECT product_id FROM catalog_undo_kept WHERE run_id = :run")
                    .bind("run", run)
                    .setFetchSize(FETCH_SIZE)
                    .mapTo(Long.class)
                    .forEach(id -> ids.addAll(List.of(id)));
            return ids;
        });
    }

    /** The products that the undo has not restored, in the order of their ids. */
    public List<KeptProduct> kept(UUID run, int offset, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT product_id, handle, reason, other_handle"
                        + " FROM catalog_undo_kept WHERE run_id = :run ORDER BY product_id LIMIT :limit OFFSET :offset")
                .bind("run", run)
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> keptOf(row))
                .list());
    }

    private static KeptProduct keptOf(ResultSet row) throws SQLException {
        return new KeptProduct(
                row.getLong("product_id"),
                row.getString("handle"),
                Reason.valueOf(row.getString("reason")),
                row.getString("other_handle"));
    }
}
