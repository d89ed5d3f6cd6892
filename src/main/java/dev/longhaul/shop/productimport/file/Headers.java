package dev.longhaul.shop.productimport.file;

import java.util.List;

/** What a first record must be to be the names of columns. */
public final class Headers {

    static final String TOO_MANY_COLUMNS = "too-many-columns";

    private static final int COLUMNS_NAMED = 12;

    private Headers() {}

    static List<String> require(RecordCollector.Collected first) throws UnreadableFileException {
        if (first.fieldCount() > RecordCollector.MAX_COLUMNS) {
            throw UnreadableFileException.ofStructure(
                    TOO_MANY_COLUMNS,
                    "the header on line " + first.line() + " has " + first.fieldCount() + " columns, at most "
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
        return first.cells().stream().map(CellText::trimmed).toList();
    }

    /** The names for a sentence: the first some, shortened. */
    public static String named(List<String> header) {
        StringBuilder names = new StringBuilder();
        for (String name : header.subList(0, Math.min(header.size(), COLUMNS_NAMED))) {
            names.append(names.isEmpty() ? "" : ", ").append(shortened(name));
        }
        return header.size() > COLUMNS_NAMED ? names + ", ..." : names.toString();
    }

    public static String shortened(String name) {
        RecordFault shown = new RecordFault("", name, null, "");
        return "`" + shown.column() + "`";
    }
}
