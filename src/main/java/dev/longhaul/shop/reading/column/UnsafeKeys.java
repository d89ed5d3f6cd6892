package dev.longhaul.shop.reading.column;

/**
 * Records of a file that cannot say which product they mean, all for the same reason.
 *
 * @param code the same as that of a rejected record: {@code key-shortened}, {@code spreadsheet-error},
 *     {@code key-no-value} or {@code key-missing}
 * @param column the name of the column, as it stands in the file
 * @param count how many records
 * @param firstLine where the first of them begins
 * @param example the cell of the first one; may be blank
 */
public record UnsafeKeys(String code, String column, long count, long firstLine, String example) {

    /** What they are, for a sentence: {@code 2 in `SKU` are shortened by a spreadsheet, the first on line 7}. */
    public String inWords() {
        String what =
                switch (code) {
                    case "key-missing" -> "blank";
                    case "key-shortened" -> "shortened by a spreadsheet";
                    case "spreadsheet-error" -> "a spreadsheet error";
                    default -> "a word for no value";
                };
        String shown = example.isEmpty() ? "" : ": `" + example + "`";
        return count + " in `" + column + "` " + (count == 1 ? "is " : "are ") + what + " (line " + firstLine + shown
                + ")";
    }
}
