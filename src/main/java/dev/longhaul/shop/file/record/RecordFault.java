package dev.longhaul.shop.file.record;

import dev.longhaul.shop.catalog.Reason;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one record. Stored as JSON.
 *
 * @param reason in words where it is shown
 * @param column the header of the cell at fault, null when the whole record is
 * @param value the cell's text, shortened and without control characters, null when there is none
 * @param further what is wrong with other cells of the record
 */
public record RecordFault(
        Reason reason, @Nullable String column, @Nullable String value, List<RecordFault> further) {

    static final int LONGEST_VALUE = 200;
    private static final int LONGEST_COLUMN = 100;

    public RecordFault {
        column = column == null ? null : shown(column, LONGEST_COLUMN);
        value = value == null ? null : shown(value, LONGEST_VALUE);
        further = List.copyOf(further);
    }

    /** The only fault of its record. */
    public static RecordFault of(Reason reason, @Nullable String column, @Nullable String value) {
        return new RecordFault(reason, column, value, List.of());
    }

    public static RecordFault ofRecord(Reason reason) {
        return of(reason, null, null);
    }

    public static RecordFault tooLong() {
        return ofRecord(Reason.of("record-too-long", RecordCollector.MAX_RECORD_CHARS));
    }

    /** The same fault, and others of its record. */
    public RecordFault with(List<RecordFault> others) {
        return new RecordFault(reason, column, value, others);
    }

    /** For machines: stable, lower-case. */
    public String code() {
        return reason.code();
    }

    /** One sentence for people, which names the other cells as well. */
    public String message(Locale language) {
        StringBuilder message = new StringBuilder(reason.sentence(language));
        for (RecordFault other : further) {
            String sentence = other.reason.sentence(language);
            message.append("; ");
            if (other.column == null) {
                message.append(sentence);
            } else if (other.value == null) {
                message.append(Reason.text(language, "fault.also", other.column, sentence));
            } else {
                message.append(Reason.text(language, "fault.also-value", other.column, other.value, sentence));
            }
        }
        return message.toString();
    }

    /** Text for a sentence: shortened and without control characters. */
    static String shownColumn(String name) {
        return shown(name, LONGEST_COLUMN);
    }

    /** Text for a sentence: shortened and without control characters. */
    public static String shownValue(String text) {
        return shown(text, LONGEST_VALUE);
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
