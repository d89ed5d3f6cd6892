package dev.longhaul.shop.productimport;

import dev.longhaul.shop.file.record.RecordFault;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one cell, or with a record as a whole, as programs and people read it.
 *
 * @param code the reason, for machines
 * @param arguments what the message says besides, in its order
 * @param column the header of the cell at fault, null if the whole record is
 * @param value the cell's text, shortened, null if there is none
 * @param message the reason, for people: one sentence
 */
public record FaultText(
        String code,
        List<String> arguments,
        @Nullable String column,
        @Nullable String value,
        String message) {

    static FaultText of(RecordFault fault, Locale language) {
        return new FaultText(
                fault.code(), fault.reason().arguments(), fault.column(), fault.value(), fault.message(language));
    }
}
