package dev.longhaul.shop.file.workbook;

import dev.longhaul.shop.file.xml.BrokenXmlException;
import dev.longhaul.shop.file.xml.XmlReader;
import dev.longhaul.shop.file.xml.XmlReader.Event;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the text that a person sees in a cell. For one thread. */
final class CellReader {

    private static final String MIDNIGHT = "T00:00:00";

    private final CellStyles styles;
    private final SharedStrings strings;
    private final boolean since1904;
    private final int maxChars;

    CellReader(CellStyles styles, SharedStrings strings, boolean since1904, int maxChars) {
        this.styles = styles;
        this.strings = strings;
        this.since1904 = since1904;
        this.maxChars = maxChars;
    }

    int maxChars() {
        return maxChars;
    }

    /** From the start of a cell to its end. A formula gives the value that was last calculated. */
    String read(XmlReader xml) throws IOException, BrokenXmlException {
        String type = Workbook.orEmpty(xml.attribute("t"));
        String style = xml.attribute("s");
        String value = "";
        String inline = "";
        for (Event event = xml.next(); event != Event.END && event != Event.END_OF_DOCUMENT; event = xml.next()) {
            if (event != Event.START) {
                continue;
            }
            switch (xml.localName()) {
                case "v" -> value = RichText.readPlain(xml, maxChars + 1);
                case "is" -> inline = RichText.read(xml, maxChars + 1);
                default -> xml.skipElement();
            }
        }
        return switch (type) {
            case "s" -> shared(value);
            case "inlineStr" -> inline;
            case "str" -> RichText.unescaped(value);
            case "b" -> boolText(value);
            case "e" -> value;
            case "d" -> value.startsWith(MIDNIGHT, value.indexOf('T')) ? value.substring(0, value.indexOf('T')) : value;
            default -> number(value, style);
        };
    }

    private String shared(String value) throws IOException {
        String text = strings.get(CellStyles.number(value.trim()));
        // a number without a text: what stands there is shown, to help find the fault
        return text == null ? value : text;
    }

    private String number(String value, @Nullable String style) {
        String number = value.trim();
        return number.isEmpty() ? "" : styles.format(style).shown(number, since1904);
    }

    private static String boolText(String value) {
        return value.isBlank() ? "" : Workbook.isTrue(value.trim()) ? "TRUE" : "FALSE";
    }
}
