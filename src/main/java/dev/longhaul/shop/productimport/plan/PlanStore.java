package dev.longhaul.shop.productimport.plan;

import dev.longhaul.database.Database;
import dev.longhaul.shop.catalog.table.IndexSearch;
import dev.longhaul.shop.catalog.undo.IdSet;
import dev.longhaul.shop.catalog.write.PlannedRecord;
import dev.longhaul.shop.catalog.write.PlannedRecord.Kind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Keeps plans in the database. A plan belongs to the user whose check has made it. It stays until the same user checks
 * the same file in the same way again, or until it is old and no file of an import needs it. Safe for any number of
 * threads.
 */
public final class PlanStore {

    private static final int PRODUCTS_NAMED = 5;

    private final Jdbi jdbi;

    public PlanStore(Database database) {
        this.jdbi = Jdbi.create(database.dataSource());
    }

    /** Begins a plan, which nothing can follow before it is complete. */
    public UUID begin(String user, String sha256, String choices) {
        UUID id = UUID.randomUUID();
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO import_plan (id, made_by, made_at, sha256, choices, complete)"
                        + " VALUES (?, ?, CURRENT_TIMESTAMP, ?, ?, FALSE)",
                id,
                user,
                sha256,
                choices));
        return id;
    }

    /** Adds what was found for some records in a row, by their numbers. */
    public void add(UUID plan, SortedMap<Long, PlannedRecord> records) {
        if (records.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO import_plan_part (plan_id, first_record, last_record, body) VALUES (?, ?, ?, ?)",
                plan,
                records.firstKey(),
                records.lastKey(),
                PlanCodec.encode(records)));
    }

    /** Makes the plan one that can be followed, in place of earlier ones of this file that no import follows. */
    public void complete(UUID plan) {
        jdbi.useTransaction(handle -> {
            handle.execute("UPDATE import_plan SET complete = TRUE WHERE id = ?", plan);
            handle.execute(
                    "DELETE FROM import_plan WHERE upload_id IS NULL AND complete AND id <> ? AND EXISTS (SELECT 1 FROM"
                            + " import_plan same WHERE same.id = ? AND same.made_by = import_plan.made_by"
                            + " AND same.sha256 = import_plan.sha256 AND same.choices = import_plan.choices)",
                    plan,
                    plan);
        });
    }

    public void discard(UUID plan) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM import_plan WHERE id = ? AND upload_id IS NULL", plan));
    }

    /** The user's plan, if it is complete and no import follows it. */
    public Optional<Plan> find(UUID plan, String user) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT sha256, choices FROM import_plan"
                        + " WHERE id = :plan AND made_by = :user AND complete AND upload_id IS NULL")
                .bind("plan", plan)
                .bind("user", user)
                .map((row, context) -> new Plan(plan, row.getString("sha256"), row.getString("choices")))
                .findOne());
    }

    /**
     * Gives the user's plan to the import of a file; belongs to the caller's JTA transaction where there is one.
     *
     * @param plan of the file and the choices of the import
     * @return false if there is no such plan, or another import has it
     */
    public boolean give(Plan plan, String user, UUID upload) {
        return jdbi.withHandle(handle -> handle.execute(
                        "UPDATE import_plan SET upload_id = ? WHERE id = ? AND upload_id IS NULL AND complete"
                                + " AND made_by = ? AND sha256 = ? AND choices = ?",
                        upload,
                        plan.id(),
                        user,
                        plan.sha256(),
                        plan.choices())
                == 1);
    }

    /** What the plan says of the records with these numbers, the last one included. */
    public Map<Long, PlannedRecord> records(UUID plan, long first, long last) {
        Map<Long, PlannedRecord> records = new LinkedHashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("SELECT body FROM import_plan_part"
                        + " WHERE plan_id = :plan AND first_record <= :last AND last_record >= :first"
                        + " ORDER BY first_record")
                .bind("plan", plan)
                .bind("first", first)
                .bind("last", last)
                .map((row, context) -> row.getBytes("body"))
                .forEach(body -> records.putAll(PlanCodec.decode(body).subMap(first, last + 1))));
        return records;
    }

    /**
     * Which stored products of the plan are no longer as they were found. A product that was made since, and that a
     * record would now be about, is not among them: only the import itself notices it.
     */
    public ChangedProducts changed(UUID plan) {
        try {
            return jdbi.inTransaction(handle -> {
                IndexSearch.only(handle.getConnection());
                return changed(handle, plan);
            });
        } catch (SQLException e) {
            throw new IllegalStateException("plan " + plan + " cannot be compared with the catalogue", e);
        }
    }

    private static ChangedProducts changed(Handle handle, UUID plan) {
        IdSet counted = new IdSet();
        long count = 0;
        List<String> first = new ArrayList<>();
        Optional<Part> part = partAfter(handle, plan, 0);
        while (part.isPresent()) {
            for (var changed : changedOf(handle, part.get().records()).entrySet()) {
                // records of one product may stand in several parts
                if (!counted.contains(changed.getKey())) {
                    counted.addAll(List.of(changed.getKey()));
                    count++;
                    if (first.size() < PRODUCTS_NAMED) {
                        first.add(changed.getValue() == null ? "#" + changed.getKey() : changed.getValue());
                    }
                }
            }
            part = partAfter(handle, plan, part.get().last());
        }
        return new ChangedProducts(count, first);
    }

    /** By their ids; null for the handle of one that was removed. */
    private static Map<Long, @Nullable String> changedOf(Handle handle, Map<Long, PlannedRecord> records) {
        Map<Long, Long> revisions = new LinkedHashMap<>();
        records.values().stream()
                .filter(record -> record.kind() == Kind.STORED)
                .forEach(record -> revisions.put(record.productId(), record.revision()));
        Map<Long, @Nullable String> changed = new LinkedHashMap<>();
        if (revisions.isEmpty()) {
            return changed;
        }
        revisions.keySet().forEach(id -> changed.put(id, null));
        handle.createQuery("SELECT id, handle, revision FROM product WHERE id = ANY(:ids)")
                .bindArray("ids", Long.class, revisions.keySet())
                .map((row, context) -> new Now(row.getLong("id"), row.getString("handle"), row.getLong("revision")))
                .forEach(now -> {
                    if (Long.valueOf(now.revision()).equals(revisions.get(now.id()))) {
                        changed.remove(now.id());
                    } else {
                        changed.put(now.id(), now.handle());
                    }
                });
        return changed;
    }

    private record Now(long id, String handle, long revision) {}

    private record Part(long last, Map<Long, PlannedRecord> records) {}

    private static Optional<Part> partAfter(Handle handle, UUID plan, long record) {
        return handle.createQuery("SELECT last_record, body FROM import_plan_part WHERE plan_id = :plan"
                        + " AND first_record > :after ORDER BY first_record FETCH FIRST 1 ROW ONLY")
                .bind("plan", plan)
                .bind("after", record)
                .map((row, context) -> new Part(row.getLong("last_record"), PlanCodec.decode(row.getBytes("body"))))
                .findOne();
    }

    /**
     * Discards plans that were made this long ago, by the database's clock, and that no import follows. Part by part:
     * H2 keeps the deleted rows of a transaction in memory.
     */
    public void discardOld(Duration age) {
        jdbi.useHandle(handle -> {
            List<UUID> old = handle.createQuery("SELECT id FROM import_plan WHERE upload_id IS NULL"
                            + " AND made_at < CURRENT_TIMESTAMP - CAST(:seconds AS BIGINT) * INTERVAL '1' SECOND")
                    .bind("seconds", age.toSeconds())
                    .mapTo(UUID.class)
                    .list();
            for (UUID plan : old) {
                List<Long> parts = handle.createQuery("SELECT first_record FROM import_plan_part WHERE plan_id = :plan")
                        .bind("plan", plan)
                        .mapTo(Long.class)
                        .list();
                parts.forEach(first -> handle.execute(
                        "DELETE FROM import_plan_part WHERE plan_id = ? AND first_record = ?", plan, first));
                handle.execute("DELETE FROM import_plan WHERE id = ? AND upload_id IS NULL", plan);
            }
        });
    }
}
