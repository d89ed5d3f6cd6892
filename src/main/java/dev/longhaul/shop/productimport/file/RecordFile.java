package dev.longhaul.shop.productimport.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Files of records: examined once when they arrive, then opened as often as they are read. */
public final class RecordFile {

    private RecordFile() {}

    /**
     * Reads a file to its end, in memory that does not depend on its length, and finds how it is to be read.
     *
     * @param bytes from the start of the file; not closed
     * @param visitor sees the header and each record, as {@link #open} gives them; only letters beyond ASCII may
     *     differ, because the end of a file may tell its encoding
     * @throws UnreadableFileException when it cannot be read: empty, without a record, of an unknown kind, broken in
     *     its structure
     * @throws IOException of the stream
     */
    public static FileFormat examine(InputStream bytes, FileChoices choices, HeaderJudge judge, RecordVisitor visitor)
            throws IOException, UnreadableFileException {
        return TextFile.examine(bytes, choices, judge, visitor);
    }

    /**
     * Opens a file that was examined.
     *
     * @param bytes from the start of the file; closed with the records
     * @throws UnreadableFileException when it is not the file that was examined
     */
    public static RecordSource open(InputStream bytes, FileFormat format) throws IOException, UnreadableFileException {
        return TextFile.open(bytes, Objects.requireNonNull(format.text()));
    }
}
