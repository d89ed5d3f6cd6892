package dev.longhaul.shop.file.workbook;

import dev.longhaul.shop.file.xml.BrokenXmlException;
import dev.longhaul.shop.file.xml.XmlReader;
import dev.longhaul.shop.file.xml.XmlReader.Event;
import java.io.IOException;

/** Text that may be written in several fonts, without the phonetic readings that Japanese texts may have. */
final class RichText {

    private static final int ESCAPE_LENGTH = 7;
    private static final int HEX = 16;

    private RichText() {}

    /** From the start of an element that holds rich text to its end. */
    static String read(XmlReader xml, int maxChars) throws IOException, BrokenXmlException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        boolean inText = false;
        while (depth > 0) {
            switch (xml.next()) {
                case START -> {
                    if (xml.localName().equals("rPh")) {
                        xml.skipElement();
                    } else {
                        depth++;
                        inText = xml.localName().equals("t");
                    }
                }
                case END -> {
                    depth--;
                    inText = false;
                }
                case TEXT -> {
                    if (inText) {
                        xml.appendTextTo(text, maxChars);
                    }
                }
                case END_OF_DOCUMENT -> depth = 0;
            }
        }
        return unescaped(text.toString());
    }

    /** From the start of an element that holds only text to its end. */
    static String readPlain(XmlReader xml, int maxChars) throws IOException, BrokenXmlException {
        StringBuilder text = new StringBuilder();
        for (Event event = xml.next(); event != Event.END && event != Event.END_OF_DOCUMENT; event = xml.next()) {
            if (event == Event.TEXT) {
                xml.appendTextTo(text, maxChars);
            } else {
                xml.skipElement();
            }
        }
        return text.toString();
    }

    /** Characters that XML cannot hold are written {@code _x000D_} (ECMA-376 part 1, section 22.4.2.4). */
    static String unescaped(String text) {
        int escape = text.indexOf("_x");
        if (escape < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        int from = 0;
        while (escape >= 0) {
            int end = escape + ESCAPE_LENGTH;
            if (isEscape(text, escape)) {
                plain.append(text, from, escape).append((char) Integer.parseInt(text, escape + 2, end - 1, HEX));
                from = end;
            }
            escape = text.indexOf("_x", Math.max(from, escape + 1));
        }
        return plain.append(text, from, text.length()).toString();
    }

    private static boolean isEscape(String text, int start) {
        int end = start + ESCAPE_LENGTH;
        if (end > text.length() || text.charAt(end - 1) != '_') {
            return false;
        }
        for (int i = start + 2; i < end - 1; i++) {
            if (text.charAt(i) > 'f' || Character.digit(text.charAt(i), HEX) < 0) {
                return false;
            }
        }
        return true;
    }
}
