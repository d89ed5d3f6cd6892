package dev.longhaul.shop.productimport;

import dev.longhaul.cancellation.CancellationReason.Kind;
import dev.longhaul.cancellation.CancellationRegistration;
import dev.longhaul.cancellation.CancellationSource;
import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.cancellation.ConnectionScope;
import dev.longhaul.run.RunExecution;
import dev.longhaul.run.RunFailedException;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.catalog.undo.ChangeStore;
import dev.longhaul.shop.catalog.undo.ChunkChanges;
import dev.longhaul.shop.catalog.undo.ProductChange;
import dev.longhaul.shop.catalog.undo.RunTouches;
import dev.longhaul.shop.catalog.undo.UnreadableChangesException;
import dev.longhaul.shop.catalog.write.FileReferences;
import dev.longhaul.shop.catalog.write.PlannedRecords;
import dev.longhaul.shop.catalog.write.ProductRecord;
import dev.longhaul.shop.catalog.write.RecordFilter;
import dev.longhaul.shop.catalog.write.RecordOutcome;
import dev.longhaul.shop.file.record.RejectColumns;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.productimport.undo.UndoOnCancel;
import dev.longhaul.shop.productimport.upload.StoredFile;
import dev.longhaul.shop.productimport.upload.Upload;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** One owner's work on one import. Used once, by one thread. */
final class FileImport {

    private static final System.Logger LOG = System.getLogger(FileImport.class.getName());
    private static final String CHECKING = "validating";
    private static final String IMPORTING = "importing";
    private static final int ATTEMPTS_FOR_A_CHUNK = 3;

    private final ProductImportHandler.Parts parts;
    private final RunExecution<ImportRequest> execution;
    private final CancellationToken token;
    private final Upload upload;
    private final @Nullable Long mostRejects;
    private final ImportTally tally;
    private final Jdbi jdbi;
    private final FileReferences references = new FileReferences();
    private final ChangeStore changes;
    private RunTouches touches = new RunTouches();
    private final RecordFilter filter;
    private @Nullable RunId retryOf;

    FileImport(ProductImportHandler.Parts parts, RunExecution<ImportRequest> execution, Upload upload) {
        this.parts = parts;
        this.jdbi = Jdbi.create(parts.database().dataSource());
        this.changes = new ChangeStore(parts.database());
        this.execution = execution;
        this.token = execution.token();
        this.upload = upload;
        this.mostRejects = execution.request().mostRejects();
        this.filter = new RecordFilter(execution.request().mode(), product -> touches.hasCreated(product));
        this.tally = new ImportTally(Imports.counts(execution.committed()));
    }

    /**
     * Imports the file. After a cancel it returns or throws soon, also where a statement waits for a lock, and commits
     * nothing more. When the server stops, it commits what it has read and returns.
     *
     * @throws dev.longhaul.cancellation.OperationCancelledException when the token fires
     */
    void run() throws IOException, SQLException, RunFailedException {
        execution.publish(Imports.progress(CHECKING, total(), tally.counts()));
        StoredFile file = StoredFile.of(parts.records().uploads(), upload, execution);
        retryOf = execution
                .read(() -> parts.records().retries().firstOf(execution.id()))
                .orElse(null);
        try (ChunkReader reader = ChunkReader.open(file, parts.catalogSettings().currency(), token, retryOf != null)) {
            passCommitted(reader);
            importRest(reader);
        } catch (UnreadableFileException e) {
            throw new RunFailedException("The file was accepted but cannot be read now: " + e.getMessage() + ".");
        }
    }

    // Committed records are not written again, but looked up: their products and variants must not be counted twice.
    private void passCommitted(ChunkReader reader)
            throws IOException, SQLException, UnreadableFileException, RunFailedException {
        long committed = tally.counts().processed();
        touches = execution.read(this::recordedTouches);
        ImportChunk chunk = reader.nextUpTo(committed);
        while (!chunk.isEmpty()) {
            long first = chunk.firstNumber();
            long last = chunk.lastNumber();
            Set<Long> rejected = execution.read(() -> parts.records().rejects().numbers(execution.id(), first, last));
            List<ProductRecord> written = chunk.validBut(rejected);
            references.addAll(chunk.valid());
            List<RecordOutcome> seen = execution.read(() -> jdbi.withHandle(connection -> look(connection, written)));
            tally.remember(seen);
            chunk = reader.nextUpTo(committed);
        }
    }

    private RunTouches recordedTouches() throws RunFailedException {
        try {
            return changes.touches(execution.id().value());
        } catch (UnreadableChangesException e) {
            throw new RunFailedException("What was imported before cannot be read: " + e.getMessage() + ".");
        }
    }

    private List<RecordOutcome> look(Handle connection, List<ProductRecord> written) throws SQLException {
        // the fence and a stop of the server must not send a cancel over the network
        CancellationSource ending = new CancellationSource();
        CancellationRegistration link = token.onCancelled(reason -> {
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

    private void importRest(ChunkReader reader)
            throws IOException, SQLException, UnreadableFileException, RunFailedException {
        long most = mostRejects == null ? Long.MAX_VALUE : mostRejects;
        // an owner may have died between the commit of the last record and the failure of the run
        requireFewRejects(most);
        ImportChunk chunk = reader.next();
        while (!chunk.isEmpty()) {
            write(chunk, most);
            requireFewRejects(most);
            chunk = reader.next();
        }
        if (!token.isCancellationRequested() && reader.lastRead() != total()) {
            throw new RunFailedException("The file had " + total() + " records when it was accepted and has "
                    + reader.lastRead() + " now; those are imported.");
        }
    }

    private void requireFewRejects(long most) throws RunFailedException {
        long rejected = tally.counts().failed();
        if (rejected > most) {
            throw new RunFailedException("Stopped at record " + tally.counts().processed() + ": with it " + rejected
                    + " records are rejected, and only " + most + " were allowed. Everything before it was imported."
                    + " Import the file again with a higher limit, or without one, to continue.");
        }
    }

    /** Writes it, or its records up to the reject that is one too many. */
    private void write(ImportChunk chunk, long mostRejects) throws SQLException, RunFailedException {
        try {
            writeWhole(chunk, mostRejects);
        } catch (TooManyRejectsException tooMany) {
            writeWhole(chunk.first(tooMany.count), Long.MAX_VALUE);
        } catch (ChangedSinceCheckException changed) {
            throw new RunFailedException("Stopped after record "
                    + tally.counts().processed() + ", before line "
                    + changed.first.line() + ": " + changed.first.fault().message(Locale.ENGLISH)
                    + ". Everything up to there was imported."
                    + " Check the file again to import the rest, or undo this import.");
        }
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
            if (!Boolean.TRUE.equals(execution.request().rejectsChanged())) {
                requireAsChecked(chunk.rejected(outcomes));
            }
            int count = chunk.countUpToReject(outcomes, moreRejects);
            if (count < chunk.size()) {
                throw new TooManyRejectsException(count);
            }
            changed.clear();
            changed.addAll(touches.mark(written.toList()));
            if (chunk.firstNumber() == 1 && execution.request().onCancel() == OnCancel.UNDO) {
                UndoOnCancel.choose(transaction, execution.id().value());
            }
            changes.insert(transaction, execution.id().value(), chunk.firstNumber(), changed);
            List<RejectedRecord> rejected = chunk.rejected(outcomes);
            Handle handle = Jdbi.create(transaction).open();
            parts.records().rejects().insert(handle, execution.id(), rejected);
            if (retryOf != null) {
                parts.records()
                        .left()
                        .record(handle, retryOf, execution.id(), chunk.retried(outcomes, columnCount()), columnCount());
            }
            WarningGroups warnings = new WarningGroups();
            chunk.addWarnings(outcomes, warnings);
            parts.records().warnings().add(handle, execution.id(), warnings.toList());
            return Imports.progress(IMPORTING, total(), tally.with(outcomes, rejected.size()));
        });
        tally.commit(Imports.counts(execution.committed()), outcomes);
        touches.remember(changed);
    }

    private static void requireAsChecked(List<RejectedRecord> rejected) {
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

    /** How many columns of the file are not ours. */
    private int columnCount() {
        return RejectColumns.columnsBefore(upload.reading().header());
    }

    private long total() {
        return upload.reading().recordCount();
    }
}
