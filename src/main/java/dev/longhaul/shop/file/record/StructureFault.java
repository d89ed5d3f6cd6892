package dev.longhaul.shop.file.record;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says in our words what the parser stumbled over. The parser gives the kind and the line only in its message, which
 * tests pin.
 */
public final class StructureFault {

    public static final String UNCLOSED_QUOTE = "unclosed-quote";

    private static final Pattern LINE = Pattern.compile("record starting at line (\\d{1,18})");

    private StructureFault() {}

    public static UnreadableFileException of(CsvParseException fault) {
        String message = String.valueOf(fault.getMessage());
        Matcher matcher = LINE.matcher(message);
        String line = matcher.find() ? "line " + matcher.group(1) : "an unknown line";
        if (message.startsWith("Unclosed quoted field")) {
            return UnreadableFileException.ofStructure(
                    UNCLOSED_QUOTE,
                    "the record that starts on " + line
                            + " opens a quote (\") that nothing closes; close it, or write it twice if it belongs to the text");
        }
        if (message.startsWith("Unexpected character after closing quote")) {
            return UnreadableFileException.ofStructure(
                    "text-after-quote",
                    "the record that starts on " + line
                            + " has text after a closing quote (\"); a quote that belongs to the text is written twice");
        }
        if (message.startsWith("The maximum buffer size")) {
            return UnreadableFileException.ofStructure(
                    "field-too-long",
                    "the record that starts on " + line
                            + " has a cell of more than 1,048,576 characters; most likely a quote (\") is never closed");
        }
        return UnreadableFileException.ofStructure(
                "unreadable", "the record that starts on " + line + " cannot be read");
    }
}
