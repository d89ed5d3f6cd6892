package dev.longhaul.shop.productimport;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.run.RunExecution;
import dev.longhaul.run.RunFailedException;
import dev.longhaul.shop.catalog.ProductRecord;
import dev.longhaul.shop.catalog.RecordOutcome;
import dev.longhaul.shop.productimport.file.ColumnMapping;
import dev.longhaul.shop.productimport.file.FileRecord;
import dev.longhaul.shop.productimport.file.RecordMapper;
import dev.longhaul.shop.productimport.file.RecordReader;
import dev.longhaul.shop.productimport.file.TextFormat;
import dev.longhaul.shop.productimport.file.UnreadableFileException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

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
    private final ImportTally tally;
    private final Jdbi jdbi;
    private long lastRead;

    FileImport(ProductImportHandler.Parts parts, RunExecution<ImportRequest> execution, Upload upload) {
        this.parts = parts;
        this.jdbi = Jdbi.create(parts.database().dataSource());
        this.execution = execution;
        this.token = execution.token();
        this.upload = upload;
        this.tally = new ImportTally(Imports.counts(execution.committed()));
    }

    /** Returns when all is done or the token has fired; whatever was read is committed then. */
    void run() throws IOException, SQLException, RunFailedException {
        execution.publish(Imports.progress(CHECKING, total(), tally.counts()));
        StoredFile file = new StoredFile(parts.uploads(), upload, execution);
        try {
            TextFormat format = file.requireUnchanged();
            try (RecordReader reader = RecordReader.open(file.open(), format)) {
                RecordMapper mapper = new RecordMapper(
                        ColumnMapping.of(reader.header()),
                        parts.catalogSettings().currency());
                passCommitted(reader, mapper);
                importRest(reader, mapper);
            }
        } catch (UnreadableFileException e) {
            throw new RunFailedException("The file was accepted but cannot be read now: " + e.getMessage() + ".");
        }
    }

    // Not written again, but looked up: what they were about must not be counted twice among products and variants.
    private void passCommitted(RecordReader reader, RecordMapper mapper)
            throws IOException, SQLException, UnreadableFileException {
        long committed = tally.counts().processed();
        ImportChunk chunk = read(reader, mapper, committed);
        while (!chunk.isEmpty()) {
            long first = chunk.firstNumber();
            long last = chunk.lastNumber();
            Set<Long> rejected = execution.read(() -> parts.rejects().numbers(execution.id(), first, last));
            List<ProductRecord> written = chunk.validBut(rejected);
            List<RecordOutcome> seen = execution.read(
                    () -> jdbi.withHandle(connection -> parts.catalog().preview(connection, written)));
            tally.remember(seen);
            chunk = read(reader, mapper, committed);
        }
    }

    private void importRest(RecordReader reader, RecordMapper mapper)
            throws IOException, SQLException, UnreadableFileException, RunFailedException {
        ImportChunk chunk = read(reader, mapper, Long.MAX_VALUE);
        while (!chunk.isEmpty()) {
            write(chunk);
            chunk = read(reader, mapper, Long.MAX_VALUE);
        }
        if (!token.isCancellationRequested() && lastRead != total()) {
            throw new RunFailedException("The file had " + total() + " records when it was accepted and has " + lastRead
                    + " now; those are imported.");
        }
    }

    /** The next records up to the one with this number; fewer at the file's end, and when the token fires. */
    private ImportChunk read(RecordReader reader, RecordMapper mapper, long lastNumber)
            throws IOException, UnreadableFileException {
        ImportChunk chunk = new ImportChunk();
        while (!chunk.isFull() && lastRead < lastNumber && !token.isCancellationRequested()) {
            FileRecord record = reader.next();
            if (record == null) {
                return chunk;
            }
            lastRead = record.number();
            chunk.add(record, mapper.map(record));
        }
        return chunk;
    }

    private void write(ImportChunk chunk) throws SQLException {
        for (int attempt = 1; attempt < ATTEMPTS_FOR_A_CHUNK; attempt++) {
            try {
                commit(chunk);
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
        commit(chunk);
    }

    private void commit(ImportChunk chunk) throws SQLException {
        List<ProductRecord> valid = chunk.valid();
        List<RecordOutcome> outcomes = new ArrayList<>(valid.size());
        execution.commitChunk(transaction -> {
            // this may be the second attempt
            outcomes.clear();
            outcomes.addAll(parts.catalog().write(transaction, valid));
            List<RejectedRecord> rejected = chunk.rejected(outcomes);
            parts.rejects().insert(Jdbi.create(transaction).open(), execution.id(), rejected);
            return Imports.progress(IMPORTING, total(), tally.with(outcomes, rejected.size()));
        });
        tally.commit(Imports.counts(execution.committed()), outcomes);
    }

    // a deadlock or a lock that took too long: the other transaction has ended by now
    private static boolean isWorthAnotherAttempt(SQLException fault) {
        String state = String.valueOf(fault.getSQLState());
        return state.startsWith("40") || state.equals("HYT00");
    }

    private long total() {
        return upload.shape().recordCount();
    }
}
