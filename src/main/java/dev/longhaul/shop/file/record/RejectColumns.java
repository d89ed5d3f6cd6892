package dev.longhaul.shop.file.record;

import java.util.List;

/**
 * The columns that a file of rejected records has after those of the file it comes from. An import skips them, so that
 * a corrected file can be sent as it is.
 */
public final class RejectColumns {

    public static final String SURPLUS = "surplus cells";

    /** All of them, in their order. */
    public static final List<String> NAMES = List.of(SURPLUS, "line", "code", "message");

    private RejectColumns() {}

    /** How many columns a header has before them; all of its columns if they are not there. */
    public static int columnsBefore(List<String> header) {
        int before = header.size() - NAMES.size();
        return before > 0 && header.subList(before, header.size()).equals(NAMES) ? before : header.size();
    }
}
