package dev.longhaul.shop.productimport;

import dev.longhaul.shop.file.record.RecordFault;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What looks wrong in records that were imported nevertheless, as programs and people read it: one group for each
 * reason and column.
 *
 * @param code the reason, for machines
 * @param arguments what the message says besides, in its order
 * @param column the header of the cells, null if it is not about one
 * @param count how many times
 * @param lines the first lines of the file on which such records start
 * @param value the first such cell's text, shortened, null if there is none
 * @param message the reason, for people: one sentence about the first
 */
public record WarningText(
        String code,
        List<String> arguments,
        @Nullable String column,
        long count,
        List<Long> lines,
        @Nullable String value,
        String message) {

    /** In this language, in the same order. */
    public static List<WarningText> of(List<Warning> warnings, Locale language) {
        return warnings.stream().map(warning -> of(warning, language)).toList();
    }

    private static WarningText of(Warning warning, Locale language) {
        RecordFault first = warning.first();
        return new WarningText(
                first.code(),
                first.reason().arguments(),
                first.column(),
                warning.count(),
                warning.lines(),
                first.value(),
                first.message(language));
    }
}
