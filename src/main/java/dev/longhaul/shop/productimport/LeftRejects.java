package dev.longhaul.shop.productimport;

import dev.longhaul.database.Database;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordFault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * The rejects of an import that no retry has imported. A retry that was undone counts for none; when its undo is undone
 * it counts again.
 */
final class LeftRejects {

    private static final String LEFT = "run_id = :run AND (retried_by IS NULL OR retried_by IN (<undone>))";
    private static final int PAGE = 500;
    private static final UUID NONE = new UUID(0, 0);

    private final Jdbi jdbi;
    private final RejectStore rejects;
    private final RetryTable retries;

    /**
     * Which rejects of an import are meant.
     *
     * @param run the import
     * @param code the reason; null for all
     * @param undone retries that were undone
     */
    record Selection(RunId run, @Nullable String code, List<RunId> undone) {}

    /** A rejected record, as a retry has read it. */
    record Retried(long record, FileRecord read, @Nullable RecordFault fault) {}

    LeftRejects(Database database, RejectStore rejects, RetryTable retries) {
        this.jdbi = Jdbi.create(database.dataSource());
        this.rejects = rejects;
        this.retries = retries;
    }

    /**
     * What is left now.
     *
     * @param code the reason; null for all
     * @param isUndone whether a run was undone, or is being undone
     */
    Selection selection(RunId run, @Nullable String code, Predicate<RunId> isUndone) {
        return new Selection(
                run, code, retries.of(run).stream().filter(isUndone).toList());
    }

    /** Hands over each in turn, without holding them all. */
    void forEach(Selection selection, Consumer<RejectedRecord> action) {
        List<RejectedRecord> page = page(selection, 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(action);
            page = page(selection, page.get(page.size() - 1).reject().record(), PAGE);
        }
    }

    long count(Selection selection) {
        return jdbi.withHandle(handle -> bound(
                        handle.createQuery("SELECT COUNT(*) FROM import_reject WHERE " + where(selection)), selection)
                .mapTo(Long.class)
                .one());
    }

    /** The most frequent reason first. */
    List<RejectGroup> groups(Selection selection) {
        return jdbi.withHandle(handle -> bound(
                        handle.createQuery("SELECT code, COUNT(*) AS reject_count, MIN(record_number) AS first_record"
                                + " FROM import_reject WHERE " + where(selection)
                                + " GROUP BY code ORDER BY COUNT(*) DESC, code"),
                        selection)
                .map((row, context) -> new RejectGroup(
                        row.getString("code"),
                        row.getLong("reject_count"),
                        rejects.require(handle, selection.run(), row.getLong("first_record"))))
                .list());
    }

    /**
     * In the order of the file, each with its cells.
     *
     * @param after the record number that the first one follows
     */
    List<RejectedRecord> page(Selection selection, long after, int most) {
        return jdbi.withHandle(handle -> bound(
                        handle.createQuery("SELECT " + RejectStore.COLUMNS + ", cells FROM import_reject WHERE "
                                + where(selection) + " AND record_number > :after ORDER BY record_number LIMIT :most"),
                        selection)
                .bind("after", after)
                .bind("most", most)
                .map((row, context) -> rejects.recordOf(row))
                .list());
    }

    /** Those with these record numbers, in the order of the file. */
    List<RejectedRecord> of(Selection selection, Collection<Long> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : jdbi.withHandle(handle -> bound(
                                handle.createQuery("SELECT " + RejectStore.COLUMNS + ", cells FROM import_reject WHERE "
                                        + where(selection)
                                        + " AND record_number IN (<numbers>) ORDER BY record_number"),
                                selection)
                        .bindList("numbers", List.copyOf(numbers))
                        .map((row, context) -> rejects.recordOf(row))
                        .list());
    }

    private static String where(Selection selection) {
        return selection.code() == null ? LEFT : LEFT + " AND code = :code";
    }

    private static Query bound(Query query, Selection selection) {
        List<UUID> undone = selection.undone().isEmpty()
                ? List.of(NONE)
                : selection.undone().stream().map(RunId::value).toList();
        Query bound = query.bind("run", selection.run().value()).bindList("undone", undone);
        return selection.code() == null ? bound : bound.bind("code", selection.code());
    }

    /**
     * Records through the retry's chunk which rejects of the first import it has imported. Those that it has rejected
     * keep what was changed about them, with the new reason.
     *
     * @param columnCount how many columns the file of the first import has
     */
    void record(Handle transaction, RunId first, RunId retry, List<Retried> records, int columnCount) {
        try (PreparedBatch imported = transaction.prepareBatch("UPDATE import_reject SET retried_by = :retry,"
                        + " cells = :cells WHERE run_id = :first AND record_number = :record");
                PreparedBatch rejected = transaction.prepareBatch("UPDATE import_reject SET code = :code,"
                        + " column_name = :column, cell_value = :value, fault = :fault, cells = :cells,"
                        + " retried_by = NULL WHERE run_id = :first AND record_number = :record"
                        + " AND (retried_by IS NULL OR retried_by = :retry OR retried_by IN"
                        + " (SELECT id FROM run WHERE held_by IS NOT NULL))")) {
            for (Retried record : records) {
                RecordFault fault = record.fault();
                PreparedBatch batch = fault == null
                        ? imported
                        : rejected.bind("code", fault.code())
                                .bind("column", fault.column())
                                .bind("value", fault.value())
                                .bind("fault", rejects.json(fault));
                batch.bind("first", first.value())
                        .bind("retry", retry.value())
                        .bind("record", record.record())
                        .bind("cells", rejects.json(cells(record.read(), columnCount)))
                        .add();
            }
            executeAll(imported, rejected);
        }
    }

    private static void executeAll(PreparedBatch... batches) {
        for (PreparedBatch batch : batches) {
            if (batch.size() > 0) {
                batch.execute();
            }
        }
    }

    /** Those of the first file's columns, and what still stands beyond them. */
    private static List<String> cells(FileRecord record, int columnCount) {
        List<String> cells = new ArrayList<>(
                record.cells().subList(0, Math.min(columnCount, record.cells().size())));
        String surplus = record.cell(columnCount);
        if (!surplus.isEmpty()) {
            cells.add(surplus);
        }
        return cells;
    }
}
