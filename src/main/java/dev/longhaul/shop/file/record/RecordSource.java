package dev.longhaul.shop.file.record;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of a file, one by one, in memory that does not depend on the file. For one thread. */
public interface RecordSource extends Closeable {

    /**
     * The names of the columns as they stand in the file. A format that names its fields in each record finds columns
     * as it reads; the names are complete, and in their final order, at the end of the file.
     */
    List<String> header();

    /**
     * The next record, null at the end of the file.
     *
     * @throws UnreadableFileException when the file cannot be read on from here; names the line
     */
    @Nullable
    FileRecord next() throws IOException, UnreadableFileException;
}
