package dev.longhaul.shop.productimport;

import dev.longhaul.cancellation.CancellationToken;
import dev.longhaul.run.RunFailedException;
import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.RejectColumns;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.productimport.upload.StoredFile;
import dev.longhaul.shop.reading.mapping.MappedRecord;
import dev.longhaul.shop.reading.mapping.RecordMapper;
import java.io.Closeable;
import java.io.IOException;

/**
 * Reads a stored file chunk by chunk, each record mapped to the catalogue. An import and a check read with this class,
 * so both see the same chunks. For one thread.
 */
final class ChunkReader implements Closeable {

    private final RecordSource records;
    private final RecordMapper mapper;
    private final CancellationToken token;
    private final int surplus;
    private long lastRead;

    private ChunkReader(RecordSource records, RecordMapper mapper, CancellationToken token, int surplus) {
        this.records = records;
        this.mapper = mapper;
        this.token = token;
        this.surplus = surplus;
    }

    /**
     * Verifies the whole file, then opens it at its first record.
     *
     * @param currency of prices for which the file names none
     * @param token ends a chunk between two records
     * @throws RunFailedException when the stored bytes are not those that were uploaded
     */
    static ChunkReader open(StoredFile file, String currency, CancellationToken token)
            throws IOException, UnreadableFileException, RunFailedException {
        return open(file, currency, token, false);
    }

    /**
     * Does the same as {@link #open(StoredFile, String, CancellationToken)}.
     *
     * @param ofRejects whether it is retried: a record that still has cells beyond the columns is rejected then
     */
    static ChunkReader open(StoredFile file, String currency, CancellationToken token, boolean ofRejects)
            throws IOException, UnreadableFileException, RunFailedException {
        file.requireUnchanged();
        RecordMapper mapper = file.reading().mapper(file::open, currency);
        RecordSource records = RecordFile.open(file.open(), file.reading().format());
        int surplus = ofRejects ? RejectColumns.columnsBefore(file.reading().header()) : Integer.MAX_VALUE;
        return new ChunkReader(records, mapper, token, surplus);
    }

    /** The next records; fewer at the end of the file and when the token fires, none after that. */
    ImportChunk next() throws IOException, UnreadableFileException {
        return nextUpTo(Long.MAX_VALUE);
    }

    /** The next records up to the one with this number; fewer at the end of the file and when the token fires. */
    ImportChunk nextUpTo(long lastNumber) throws IOException, UnreadableFileException {
        ImportChunk chunk = new ImportChunk();
        while (!chunk.isFull() && lastRead < lastNumber && !token.isCancellationRequested()) {
            FileRecord record = records.next();
            if (record == null) {
                return chunk;
            }
            lastRead = record.number();
            chunk.add(record, mapped(record));
        }
        return chunk;
    }

    private MappedRecord mapped(FileRecord record) {
        String left = record.cell(surplus);
        return left.isEmpty()
                ? mapper.map(record)
                : new MappedRecord.Faulty(RecordFault.of(Reason.of("surplus-left"), RejectColumns.SURPLUS, left));
    }

    /** The number of the last record that was read, zero before the first. */
    long lastRead() {
        return lastRead;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
