package dev.longhaul.shop.file.record;

import java.util.List;

/**
 * The columns that a file of rejected records has after those of the file it comes from. An import skips them, so that
 * a corrected file can be sent as it is.
 */
public final class RejectColumns {

    public static final String SURPLUS = "surplus cells";

    /** The record's number in the file that it comes from. */
    public static final String RECORD = "record";

    /** All of them, in their order. */
    public static final List<String> NAMES = List.of(SURPLUS, RECORD, "line", "code", "message");

    /** Those that an earlier version has written. */
    private static final List<String> EARLIER = List.of(SURPLUS, "line", "code", "message");

    private static final int LONGEST_NUMBER = 18;

    private RejectColumns() {}

    /** How many columns a header has before them; all of its columns if they are not there. */
    public static int columnsBefore(List<String> header) {
        int before = Math.max(before(header, NAMES), before(header, EARLIER));
        return before > 0 ? before : header.size();
    }

    private static int before(List<String> header, List<String> names) {
        int before = header.size() - names.size();
        return before > 0 && header.subList(before, header.size()).equals(names) ? before : 0;
    }

    /** The number of a record of such a file in the file that it comes from; zero if it has none. */
    public static long number(FileRecord record, int columnsBefore) {
        String text = record.cell(columnsBefore + NAMES.indexOf(RECORD));
        boolean isNumber = !text.isEmpty()
                && text.length() <= LONGEST_NUMBER
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Long.parseLong(text) : 0;
    }
}
