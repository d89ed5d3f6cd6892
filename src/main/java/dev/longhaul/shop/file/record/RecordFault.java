package dev.longhaul.shop.file.record;

import org.jspecify.annotations.Nullable;

/**
 * Why one record cannot be imported.
 *
 * @param code for machines: stable, lower-case
 * @param column the header of the cell at fault, null when the whole record is
 * @param value the cell's text, shortened and without control characters, null when there is none
 * @param message one sentence for people
 */
public record RecordFault(
        String code, @Nullable String column, @Nullable String value, String message) {

    static final int LONGEST_VALUE = 200;
    private static final int LONGEST_COLUMN = 100;

    public RecordFault {
        column = column == null ? null : shown(column, LONGEST_COLUMN);
        value = value == null ? null : shown(value, LONGEST_VALUE);
    }

    public static RecordFault ofRecord(String code, String message) {
        return new RecordFault(code, null, null, message);
    }

    public static RecordFault tooLong() {
        return ofRecord(
                "record-too-long",
                "the record has more than " + RecordCollector.MAX_RECORD_CHARS
                        + " characters; only that many are read");
    }

    private static String shown(String text, int longest) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), longest + 1));
        text.codePoints()
                .limit(longest)
                .map(c -> Character.isISOControl(c) ? '\uFFFD' : c)
                .forEach(shown::appendCodePoint);
        if (text.codePointCount(0, text.length()) > longest) {
            shown.append('…');
        }
        return shown.toString();
    }
}
