package dev.longhaul.shop.file.record;

import org.jspecify.annotations.Nullable;

/**
 * What a person decides about the bytes of a file; whatever is null is recognised.
 *
 * @param encoding the name of a charset, such as {@code windows-1250}
 * @param delimiter between two cells
 * @param headerLine the line on which the names of the columns stand, the first is 1; zero when the file has none
 * @param entry which file of an archive is meant
 * @param sheet which sheet of a workbook is meant
 */
public record FileChoices(
        @Nullable String encoding,
        @Nullable Character delimiter,
        @Nullable Integer headerLine,
        @Nullable String entry,
        @Nullable String sheet) {

    /** Everything is recognised. */
    public static final FileChoices NONE = new FileChoices(null, null, null, null, null);
}
