package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Which imports retry the rejects of which. */
final class RetryTable {

    private final Jdbi jdbi;

    RetryTable(Database database) {
        this.jdbi = Jdbi.create(database.dataSource());
    }

    /** Belongs to the caller's JTA transaction where there is one. */
    void insert(RunId retry, RunId first, String startedBy, @Nullable String idempotencyKey) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "INSERT INTO import_retry (run_id, first_run_id, started_by, idempotency_key)"
                                + " VALUES (:retry, :first, :startedBy, :key)")
                .bind("retry", retry.value())
                .bind("first", first.value())
                .bind("startedBy", startedBy)
                .bind("key", idempotencyKey)
                .execute());
    }

    /** The import whose rejects this one retries. */
    Optional<RunId> firstOf(RunId retry) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT first_run_id FROM import_retry WHERE run_id = :retry")
                        .bind("retry", retry.value())
                        .mapTo(UUID.class)
                        .map(RunId::new)
                        .findOne());
    }

    /** The retries of an import, in no order. */
    List<RunId> of(RunId first) {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT run_id FROM import_retry WHERE first_run_id = :first")
                        .bind("first", first.value())
                        .mapTo(UUID.class)
                        .map(RunId::new)
                        .list());
    }

    /** The retry that the user has started with this key. */
    Optional<RunId> find(RunId first, String startedBy, String idempotencyKey) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT run_id FROM import_retry"
                        + " WHERE first_run_id = :first AND started_by = :startedBy AND idempotency_key = :key")
                .bind("first", first.value())
                .bind("startedBy", startedBy)
                .bind("key", idempotencyKey)
                .mapTo(UUID.class)
                .map(RunId::new)
                .findOne());
    }

    /** Forgets a run, in the caller's transaction. */
    static void removeOfRun(Handle transaction, RunId run) {
        transaction.execute("DELETE FROM import_retry WHERE run_id = ? OR first_run_id = ?", run.value(), run.value());
    }
}
