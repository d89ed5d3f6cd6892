package dev.longhaul.shop.productimport;

import dev.longhaul.shop.file.record.RecordFault;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A record that was not imported, as programs and people read it.
 *
 * @param record the record's number, the first after the header is 1
 * @param line the line of the file on which the record starts, the first is 1
 * @param code the reason, for machines
 * @param arguments what the first sentence of the message says besides, in its order
 * @param column the header of the cell at fault, null if the whole record is
 * @param value the cell's text, shortened, null if there is none
 * @param message the reason, for people: one sentence, which names the further cells as well
 * @param further the other cells at fault
 */
public record RejectText(
        long record,
        long line,
        String code,
        List<String> arguments,
        @Nullable String column,
        @Nullable String value,
        String message,
        List<FaultText> further) {

    /** In this language. */
    public static RejectText of(Reject reject, Locale language) {
        RecordFault fault = reject.fault();
        return new RejectText(
                reject.record(),
                reject.line(),
                fault.code(),
                fault.reason().arguments(),
                fault.column(),
                fault.value(),
                fault.message(language),
                fault.further().stream()
                        .map(other -> FaultText.of(other, language))
                        .toList());
    }

    /** In this language, in the same order. */
    public static List<RejectText> of(List<Reject> rejects, Locale language) {
        return rejects.stream().map(reject -> of(reject, language)).toList();
    }
}
