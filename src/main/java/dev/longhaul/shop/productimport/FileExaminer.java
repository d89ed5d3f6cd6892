package dev.longhaul.shop.productimport;

import java.io.IOException;
import java.io.InputStream;

/** Reads a whole file once, as the import will, before it is accepted. */
@FunctionalInterface
public interface FileExaminer {

    /**
     * Reads to the end, in memory that does not depend on the file's length.
     *
     * @throws UploadRefusedException when the file cannot be an import: empty, binary, without a known column, cut off
     *     inside a quote
     * @throws IOException when reading failed
     */
    FileShape examine(InputStream bytes) throws IOException, UploadRefusedException;
}
