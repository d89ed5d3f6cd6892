package dev.longhaul.shop.productimport;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.run.RunExecution;
import dev.longhaul.run.RunFailedException;
import dev.longhaul.run.RunId;
import dev.longhaul.shop.catalog.undo.ChangeStore;
import dev.longhaul.shop.catalog.undo.RunTouches;
import dev.longhaul.shop.catalog.undo.UnreadableChangesException;
import dev.longhaul.shop.catalog.write.RecordFilter;
import dev.longhaul.shop.catalog.write.WriteMode;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.productimport.upload.StoredFile;
import dev.longhaul.shop.productimport.upload.Upload;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** One owner's work on one import. Used once, by one thread. */
final class FileImport {

    private static final String CHECKING = "validating";

    private final ProductImportHandler.Parts parts;
    private final RunExecution<ImportRequest> execution;
    private final CancellationToken token;
    private final Upload upload;
    private final @Nullable Long mostRejects;
    private final ImportTally tally;

    FileImport(ProductImportHandler.Parts parts, RunExecution<ImportRequest> execution, Upload upload) {
        this.parts = parts;
        this.execution = execution;
        this.token = execution.token();
        this.upload = upload;
        this.mostRejects = execution.request().mostRejects();
        this.tally = new ImportTally(ImportCounts.of(execution.committed()));
    }

    /**
     * Imports the file. After a cancel it returns or throws soon, also where a statement waits for a lock, and commits
     * nothing more. When the server stops, it commits what it has read and returns.
     *
     * @throws dev.longhaul.cancellation.OperationCancelledException when the token fires
     */
    void run() throws IOException, SQLException, RunFailedException {
        execution.publish(tally.counts().in(CHECKING, total()));
        StoredFile file = StoredFile.of(parts.records().uploads(), upload, execution);
        RunId retryOf = execution
                .read(() -> parts.records().retries().firstOf(execution.id()))
                .orElse(null);
        RunTouches touches = execution.read(() -> recordedTouches(execution.id()));
        LongPredicate isOwn = retryOf == null ? touches::hasCreated : ownWith(retryOf, touches);
        ChunkImport chunks = new ChunkImport(
                parts,
                execution,
                upload,
                tally,
                touches,
                new RecordFilter(execution.request().mode(), isOwn),
                retryOf);
        try (ChunkReader reader = open(file, retryOf)) {
            passCommitted(reader, chunks);
            importRest(reader, chunks);
        } catch (UnreadableFileException e) {
            throw new RunFailedException("The file was accepted but cannot be read now: " + e.getMessage() + ".");
        }
    }

    private ChunkReader open(StoredFile file, @Nullable RunId retryOf)
            throws IOException, SQLException, UnreadableFileException, RunFailedException {
        String currency = parts.catalogSettings().currency();
        if (retryOf == null) {
            return ChunkReader.open(file, currency, token);
        }
        Upload first = execution
                .read(() -> Optional.ofNullable(
                        parts.records().uploads().ofRuns(List.of(retryOf)).get(retryOf)))
                .orElseThrow(() -> new RunFailedException("The file whose rejects these are is no longer stored."));
        return ChunkReader.openRejects(
                file, StoredFile.of(parts.records().uploads(), first, execution), currency, token);
    }

    private void passCommitted(ChunkReader reader, ChunkImport chunks)
            throws IOException, SQLException, UnreadableFileException, RunFailedException {
        long committed = tally.counts().processed();
        ImportChunk chunk = reader.nextUpTo(committed);
        while (!chunk.isEmpty()) {
            long first = chunk.firstNumber();
            long last = chunk.lastNumber();
            Set<Long> rejected = execution.read(() -> parts.records().rejects().numbers(execution.id(), first, last));
            chunks.pass(chunk, chunk.validBut(rejected));
            chunk = reader.nextUpTo(committed);
        }
    }

    /** A retry may do to a product what its first import might: one that they have made is theirs. */
    private LongPredicate ownWith(RunId first, RunTouches touches) throws SQLException, RunFailedException {
        List<RunTouches> all = new ArrayList<>(List.of(touches));
        if (execution.request().mode() == WriteMode.CREATE) {
            all.add(execution.read(() -> recordedTouches(first)));
            for (RunId retry : execution.read(() -> parts.records().retries().of(first))) {
                if (!retry.equals(execution.id())) {
                    all.add(execution.read(() -> recordedTouches(retry)));
                }
            }
        }
        return product -> all.stream().anyMatch(each -> each.hasCreated(product));
    }

    private RunTouches recordedTouches(RunId run) throws RunFailedException {
        try {
            return new ChangeStore(parts.database()).touches(run.value());
        } catch (UnreadableChangesException e) {
            throw new RunFailedException("What was imported before cannot be read: " + e.getMessage() + ".");
        }
    }

    private void importRest(ChunkReader reader, ChunkImport chunks)
            throws IOException, SQLException, UnreadableFileException, RunFailedException {
        long most = mostRejects == null ? Long.MAX_VALUE : mostRejects;
        // an owner may have died between the commit of the last record and the failure of the run
        requireFewRejects(most);
        ImportChunk chunk = reader.next();
        while (!chunk.isEmpty()) {
            chunks.write(chunk, most);
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

    private long total() {
        return upload.reading().recordCount();
    }
}
