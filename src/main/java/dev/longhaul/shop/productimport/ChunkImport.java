package dev.longhaul.shop.productimport;

import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationRegistration;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.ConnectionScope;
import dev.longhaul.run.RunExecution;
import dev.longhaul.run.RunFailedException;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.catalog.undo.ChangeStore;
import dev.longhaul.shop.catalog.undo.ChunkChanges;
import dev.longhaul.shop.catalog.undo.ProductChange;
import dev.longhaul.shop.catalog.undo.RunTouches;
import dev.longhaul.shop.catalog.write.FileReferences;
import dev.longhaul.shop.catalog.write.PlannedRecords;
import dev.longhaul.shop.catalog.write.ProductRecord;
import dev.longhaul.shop.catalog.write.RecordFilter;
import dev.longhaul.shop.catalog.write.RecordOutcome;
import dev.longhaul.shop.file.record.RejectColumns;
import dev.longhaul.shop.productimport.undo.UndoOnCancel;
import dev.longhaul.shop.productimport.upload.Upload;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Writes the chunks of one import in their order, each in one transaction of its run. For one thread. */
final class ChunkImport {

    private static final System.Logger LOG = System.getLogger(ChunkImport.class.getName());
    private static final String IMPORTING = "importing";
    private static final int ATTEMPTS_FOR_A_CHUNK = 3;

    private final ProductImportHandler.Parts parts;
    private final RunExecution<ImportRequest> execution;
    private final Upload upload;
    private final ImportTally tally;
    private final Jdbi jdbi;
    private final FileReferences references = new FileReferences();
    private final ChangeStore changes;
    private final RunTouches touches;
    private final RecordFilter filter;
    private final @Nullable RunId retryOf;

    /**
     * @param tally of the records that are committed
     * @param touches what the run has changed so far
     * @param filter which records are written
     * @param retryOf the import whose rejects the file has; null for a file of its own
     */
    ChunkImport(
            ProductImportHandler.Parts parts,
            RunExecution<ImportRequest> execution,
            Upload upload,
            ImportTally tally,
            RunTouches touches,
            RecordFilter filter,
            @Nullable RunId retryOf) {
        this.parts = parts;
        this.execution = execution;
        this.upload = upload;
        this.tally = tally;
        this.jdbi = Jdbi.create(parts.database().dataSource());
        this.changes = new ChangeStore(parts.database());
        this.touches = touches;
        this.filter = filter;
        this.retryOf = retryOf;
    }

    /**
     * Looks a chunk up that is committed already, so that its products and variants are not counted twice.
     *
     * @param written its records that were not rejected
     */
    void pass(ImportChunk chunk, List<ProductRecord> written) throws SQLException, RunFailedException {
        references.addAll(chunk.valid());
        tally.remember(execution.read(() -> jdbi.withHandle(connection -> look(connection, written))));
    }

    private List<RecordOutcome> look(Handle connection, List<ProductRecord> written) throws SQLException {
        // the fence and a stop of the server must not send a cancel over the network
        CancellationSource ending = new CancellationSource();
        CancellationRegistration link = execution.token().onCancelled(reason -> {
            if (reason.kind() != Kind.OWNER_LOST && reason.kind() != Kind.SHUTDOWN) {
                ending.cancel(reason);
            }
        });
        try (ConnectionScope scope = ConnectionScope.open(ending.token(), connection.getConnection())) {
            try {
                return parts.catalog().preview(connection, written, references, filter);
            } catch (SQLException failure) {
                scope.throwIfCancelled(failure);
                throw failure;
            }
        } finally {
            link.close();
            ending.close();
        }
    }

    /** Writes it, or its records up to the reject that is one too many. */
    void write(ImportChunk chunk, long mostRejects) throws SQLException, RunFailedException {
        try {
            writeWhole(chunk, mostRejects);
        } catch (TooManyRejectsException tooMany) {
            writeWhole(chunk.first(tooMany.count), Long.MAX_VALUE);
        } catch (ChangedSinceCheckException changed) {
            throw stopped(changed.first);
        }
    }

    /** The failure that undoes what was imported before: an import does what its check has said, or nothing. */
    private RunFailedException stopped(Reject first) throws SQLException {
        boolean hasImported = tally.counts().processed() > 0;
        if (hasImported) {
            execution.commitChunk(transaction -> {
                UndoOnCancel.atFailure(transaction, execution.id().value());
                return execution.committed();
            });
        }
        return new RunFailedException("Stopped at line " + first.line() + ": "
                + first.fault().message(Locale.ENGLISH) + ". "
                + (hasImported ? "What was imported before is undone." : "Nothing was imported.")
                + " Check the file again.");
    }

    /** With what the check has found for these records, if this import follows one. */
    private RecordFilter filterFor(ImportChunk chunk) {
        UUID plan = execution.request().planId();
        return plan == null
                ? filter
                : filter.withPlanned(chunk.planned(
                        parts.records().plans().records(plan, chunk.firstNumber(), chunk.lastNumber()),
                        touches::isOwn));
    }

    private void writeWhole(ImportChunk chunk, long mostRejects) throws SQLException {
        references.addAll(chunk.valid());
        RecordFilter chunkFilter = filterFor(chunk);
        for (int attempt = 1; attempt < ATTEMPTS_FOR_A_CHUNK; attempt++) {
            try {
                commit(chunk, chunkFilter, mostRejects);
                return;
            } catch (SQLException e) {
                if (!isWorthAnotherAttempt(e)) {
                    throw e;
                }
                LOG.log(
                        Level.INFO,
                        "import {0} writes records {1} to {2} again: {3}",
                        execution.id(),
                        Long.toString(chunk.firstNumber()),
                        Long.toString(chunk.lastNumber()),
                        e.getMessage());
            }
        }
        commit(chunk, chunkFilter, mostRejects);
    }

    private void commit(ImportChunk chunk, RecordFilter chunkFilter, long mostRejects) throws SQLException {
        long moreRejects = mostRejects - tally.counts().failed();
        List<ProductRecord> valid = chunk.valid();
        List<RecordOutcome> outcomes = new ArrayList<>(valid.size());
        List<ProductChange> changed = new ArrayList<>();
        execution.commitChunk(transaction -> {
            // this may be the second attempt
            outcomes.clear();
            ChunkChanges written = new ChunkChanges();
            outcomes.addAll(parts.catalog().write(transaction, valid, references, chunkFilter, written));
            List<RejectedRecord> rejected = chunk.rejected(outcomes);
            requireAsChecked(rejected);
            int count = chunk.countUpToReject(outcomes, moreRejects);
            if (count < chunk.size()) {
                throw new TooManyRejectsException(count);
            }
            changed.clear();
            changed.addAll(touches.mark(written.toList()));
            record(transaction, chunk, changed);
            recordFaults(Jdbi.create(transaction).open(), chunk, outcomes, rejected);
            return tally.with(outcomes, rejected.size())
                    .in(IMPORTING, upload.reading().recordCount());
        });
        tally.commit(ImportCounts.of(execution.committed()), outcomes);
        touches.remember(changed);
    }

    private void record(Connection transaction, ImportChunk chunk, List<ProductChange> changed) throws SQLException {
        if (chunk.firstNumber() == 1 && execution.request().onCancel() == OnCancel.UNDO) {
            UndoOnCancel.choose(transaction, execution.id().value());
        }
        changes.insert(transaction, execution.id().value(), chunk.firstNumber(), changed);
    }

    private void recordFaults(
            Handle transaction, ImportChunk chunk, List<RecordOutcome> outcomes, List<RejectedRecord> rejected) {
        parts.records().rejects().insert(transaction, execution.id(), rejected);
        if (retryOf != null) {
            // how many columns of the file are not ours
            int columnCount = RejectColumns.columnsBefore(upload.reading().header());
            parts.records()
                    .left()
                    .record(transaction, retryOf, execution.id(), chunk.retried(outcomes, columnCount), columnCount);
        }
        WarningGroups warnings = new WarningGroups();
        chunk.addWarnings(outcomes, warnings);
        parts.records().warnings().add(transaction, execution.id(), warnings.toList());
    }

    private void requireAsChecked(List<RejectedRecord> rejected) {
        if (Boolean.TRUE.equals(execution.request().rejectsChanged())) {
            return;
        }
        rejected.stream()
                .map(RejectedRecord::reject)
                .filter(reject -> reject.fault().code().equals(PlannedRecords.CHANGED))
                .findFirst()
                .ifPresent(changed -> {
                    throw new ChangedSinceCheckException(changed);
                });
    }

    /** Rolls a chunk back that would not do what its check has said. */
    private static final class ChangedSinceCheckException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Reject first;

        ChangedSinceCheckException(Reject first) {
            super(first.fault().code(), null, false, false);
            this.first = first;
        }
    }

    /** Rolls a chunk back that holds more rejected records than are allowed. */
    private static final class TooManyRejectsException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** How many of its records are to be written. */
        private final int count;

        TooManyRejectsException(int count) {
            super("too many rejected records", null, false, false);
            this.count = count;
        }
    }

    // a deadlock or a lock that took too long: the other transaction has ended by now
    private static boolean isWorthAnotherAttempt(SQLException fault) {
        String state = String.valueOf(fault.getSQLState());
        return state.startsWith("40") || state.equals("HYT00");
    }
}
