package dev.longhaul.shop.productimport.reading;

import dev.longhaul.shop.productimport.file.FileFormat;
import dev.longhaul.shop.productimport.file.RecordFile;
import dev.longhaul.shop.productimport.file.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * How a file is read: found when it arrived, stored with it as JSON, and the same for every later reader.
 *
 * @param format how its bytes become records
 */
public record FileReading(FileFormat format) {

    /**
     * Reads a whole file once, as an import would, in memory that does not depend on its length.
     *
     * @throws UnreadableFileException when it cannot be imported: empty, without a record, binary, without a known
     *     column, broken in its structure
     * @throws IOException of the stream
     */
    public static FileReading examine(InputStream bytes, ReadingChoices choices)
            throws IOException, UnreadableFileException {
        FileExamination examination = new FileExamination();
        FileFormat format = RecordFile.examine(bytes, choices.file(), ColumnMapping::knownCount, examination);
        return new FileReading(format);
    }

    /** The names of the columns as they stand in the file. */
    public List<String> header() {
        return format.header();
    }

    public long recordCount() {
        return format.recordCount();
    }
}
