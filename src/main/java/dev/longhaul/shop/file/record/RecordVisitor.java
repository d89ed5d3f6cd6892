package dev.longhaul.shop.file.record;

import java.util.List;

/** Sees each record of a file once, in its order, while the file is examined. */
public interface RecordVisitor {

    /**
     * The names of the columns, before the first record. Called again at the end if they have changed by then: there
     * are more, or their letters differ.
     *
     * @throws UnreadableFileException when no file with these columns can be imported
     */
    void header(List<String> header) throws UnreadableFileException;

    void record(FileRecord record);
}
