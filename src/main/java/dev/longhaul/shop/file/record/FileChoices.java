package dev.longhaul.shop.file.record;

import org.jspecify.annotations.Nullable;

/**
 * What a person decides about the bytes of a file; what is null is detected.
 *
 * @param encoding the name of a charset, such as {@code windows-1250}
 * @param delimiter between two cells
 * @param headerLine the line with the column names, the first is 1; zero when the file has none
 * @param entry which file of an archive is meant
 * @param sheet which sheet of a workbook is meant
 */
public record FileChoices(
        @Nullable String encoding,
        @Nullable Character delimiter,
        @Nullable Integer headerLine,
        @Nullable String entry,
        @Nullable String sheet) {

    /** Everything is detected. */
    public static final FileChoices NONE = new FileChoices(null, null, null, null, null);
}
