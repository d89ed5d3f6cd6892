package dev.longhaul.shop.file.record;

import java.util.List;
import java.util.stream.IntStream;

/** What a first record must be like to be the column names. */
public final class Headers {

    private static final int COLUMNS_NAMED = 12;

    private Headers() {}

    /**
     * The names of the columns. Blank ones at the end are not columns, unless the table is known to be that wide; a
     * blank one between others is named by its position.
     */
    public static List<String> require(RecordCollector.Collected first, int columnCount)
            throws UnreadableFileException {
        if (first.filledCount() > RecordCollector.MAX_COLUMNS) {
            throw UnreadableFileException.ofStructure(
                    "too-many-columns",
                    "the header on line " + first.line() + " has " + first.filledCount() + " columns, at most "
                            + RecordCollector.MAX_COLUMNS + " are read");
        }
        if (first.tooLong()) {
            throw UnreadableFileException.ofStructure(
                    "header-too-long",
                    "the header on line " + first.line() + " has more than " + RecordCollector.MAX_RECORD_CHARS
                            + " characters");
        }
        if (first.cells().stream().anyMatch(name -> name.indexOf('\0') >= 0)) {
            throw UnreadableFileException.ofOtherKind(
                    "binary", "the header on line " + first.line() + " holds binary bytes, not text");
        }
        return IntStream.range(0, Math.max(first.filledCount(), columnCount))
                .mapToObj(index -> first.cell(index).isEmpty() ? numberedAt(index) : first.cell(index))
                .toList();
    }

    /** Names for the columns of a file that has no header. */
    public static List<String> numbered(int columnCount) {
        return IntStream.range(0, columnCount).mapToObj(Headers::numberedAt).toList();
    }

    private static String numberedAt(int index) {
        return "column " + (index + 1);
    }

    /** The names for a sentence: the first few, shortened. */
    public static String named(List<String> header) {
        StringBuilder names = new StringBuilder();
        for (String name : header.subList(0, Math.min(header.size(), COLUMNS_NAMED))) {
            names.append(names.isEmpty() ? "" : ", ").append(shortened(name));
        }
        return header.size() > COLUMNS_NAMED ? names + ", ..." : names.toString();
    }

    public static String shortened(String name) {
        return "`" + RecordFault.shownColumn(name) + "`";
    }
}
