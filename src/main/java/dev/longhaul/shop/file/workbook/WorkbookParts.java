package dev.longhaul.shop.file.workbook;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The files that make up a workbook. */
public interface WorkbookParts {

    /**
     * Opens a part from its start; each may be opened several times, and several at once.
     *
     * @param name such as {@code xl/workbook.xml}, in upper or lower case
     * @return null when there is no such part
     */
    @Nullable
    InputStream open(String name) throws IOException;
}
