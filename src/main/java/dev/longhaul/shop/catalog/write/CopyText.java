package dev.longhaul.shop.catalog.write;

/**
 * PostgreSQL's text format of COPY: one line for each row, tabs between the values, a backslash before whatever would
 * be read as anything but itself (PostgreSQL documentation, COPY, "Text Format").
 */
final class CopyText {

    private CopyText() {}

    static void append(StringBuilder out, PendingRow<?> row, int columnCount) {
        for (int i = 0; i < columnCount; i++) {
            if (i > 0) {
                out.append('\t');
            }
            Object value = row.value(i);
            if (value == null) {
                out.append("\\N");
            } else {
                appendEscaped(out, value.toString());
            }
        }
        out.append('\n');
    }

    private static void appendEscaped(StringBuilder out, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                default -> out.append(c);
            }
        }
    }
}
