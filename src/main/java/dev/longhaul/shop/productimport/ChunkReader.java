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
import org.jspecify.annotations.Nullable;

/**
 * Reads a stored file chunk by chunk, each record mapped to the catalogue. An import and a check read with this class,
 * so both see the same chunks. For one thread.
 */
final class ChunkReader implements Closeable {

    private final RecordSource records;
    private final RecordMapper mapper;
    private final CancellationToken token;
    private final @Nullable FirstFile first;
    private final int columnCount;
    private long lastRead;

    /**
     * @param first the file whose rejects these records are; null for a file of its own
     * @param columnCount how many columns that file has
     */
    private ChunkReader(
            RecordSource records,
            RecordMapper mapper,
            CancellationToken token,
            @Nullable FirstFile first,
            int columnCount) {
        this.columnCount = columnCount;
        this.records = records;
        this.mapper = mapper;
        this.token = token;
        this.first = first;
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
        file.requireUnchanged();
        RecordMapper mapper = file.reading().mapper(file::open, currency);
        return new ChunkReader(records(file), mapper, token, null, 0);
    }

    /**
     * The same for a file of rejects. Each is mapped in its place in the file that it comes from; one that still has
     * cells beyond the columns is rejected.
     *
     * @param first the file whose rejects they are
     */
    static ChunkReader openRejects(StoredFile file, StoredFile first, String currency, CancellationToken token)
            throws IOException, UnreadableFileException, RunFailedException {
        file.requireUnchanged();
        first.requireUnchanged();
        RecordMapper mapper = file.reading().mapperOfRejects(first.reading(), first::open, currency);
        FirstFile above = FirstFile.open(first, mapper);
        try {
            int columnCount = RejectColumns.columnsBefore(file.reading().header());
            return new ChunkReader(records(file), mapper, token, above, columnCount);
        } catch (IOException | UnreadableFileException | RuntimeException failed) {
            above.close();
            throw failed;
        }
    }

    private static RecordSource records(StoredFile file) throws IOException, UnreadableFileException {
        return RecordFile.open(file.open(), file.reading().format());
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

    private MappedRecord mapped(FileRecord record) throws IOException, UnreadableFileException {
        if (first == null) {
            return mapper.map(record);
        }
        first.passTo(RejectColumns.number(record, columnCount));
        String surplus = record.cell(columnCount);
        return surplus.isEmpty()
                ? mapper.map(record)
                : new MappedRecord.Faulty(RecordFault.of(Reason.of("surplus-left"), RejectColumns.SURPLUS, surplus));
    }

    /** The number of the last record that was read, zero before the first. */
    long lastRead() {
        return lastRead;
    }

    @Override
    public void close() throws IOException {
        try {
            records.close();
        } finally {
            if (first != null) {
                first.close();
            }
        }
    }
}
