package dev.longhaul.shop.productimport;

import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.productimport.upload.StoredFile;
import dev.longhaul.shop.reading.mapping.RecordMapper;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The file whose rejects are retried, read beside them: what a record means can depend on those above it, and whether
 * its key is repeated does. For one thread.
 */
final class FirstFile implements Closeable {

    private final RecordSource records;
    private final RecordMapper mapper;
    private @Nullable FileRecord next;
    private long reached;

    private FirstFile(RecordSource records, RecordMapper mapper) {
        this.records = records;
        this.mapper = mapper;
    }

    /** @param mapper maps the rejects; it is shown what stands before each */
    static FirstFile open(StoredFile file, RecordMapper mapper) throws IOException, UnreadableFileException {
        FirstFile first =
                new FirstFile(RecordFile.open(file.open(), file.reading().format()), mapper);
        first.next = first.records.next();
        return first;
    }

    /**
     * Shows the mapper all records before this one, which it is to map next. A record without a number, or one that
     * stands before the last, has none above it: the mapper forgets those it has seen.
     */
    void passTo(long number) throws IOException, UnreadableFileException {
        if (number <= reached) {
            mapper.forgetAbove();
            return;
        }
        while (next != null && next.number() < number) {
            mapper.map(next);
            next = records.next();
        }
        if (next != null && next.number() == number) {
            next = records.next();
        }
        reached = number;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
