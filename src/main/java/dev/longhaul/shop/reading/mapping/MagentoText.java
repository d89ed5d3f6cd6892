package dev.longhaul.shop.reading.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Lists of names and values in one cell, as Magento writes them. A piece without an equals sign continues the value
 * before it (magento/magento2: ImportExport, {@code parseMultiselectValues} and {@code _parseAdditionalAttributes}).
 */
final class MagentoText {

    private static final Pattern ROOT = Pattern.compile("(^|,)\\s*Default Category/");

    private MagentoText() {}

    /** {@code a=1,b=x|y} and, with values in quotes, {@code a="x, y",b=z}. */
    static Map<String, String> attributes(String cell) {
        Map<String, String> attributes = new LinkedHashMap<>();
        String last = null;
        for (String piece : split(cell, ',')) {
            int equals = piece.indexOf('=');
            if (equals > 0 && isName(piece.substring(0, equals))) {
                last = piece.substring(0, equals).strip();
                attributes.put(last, unquoted(piece.substring(equals + 1)));
            } else if (last != null) {
                attributes.merge(last, piece, (before, more) -> before + "," + more);
            }
        }
        attributes.values().removeIf(String::isBlank);
        return attributes;
    }

    /** {@code sku=A,size=S|sku=B,size=M}: the children of a product, each with its SKU and its options. */
    static List<Map<String, String>> variations(String cell) {
        List<Map<String, String>> children = new ArrayList<>();
        for (String piece : cell.split("\\|", -1)) {
            Map<String, String> child = attributes(piece);
            if (child.containsKey("sku")) {
                children.add(child);
            }
        }
        return children;
    }

    /** Category paths without the root that each of them has. */
    static String withoutRoot(String categories) {
        return ROOT.matcher(categories).replaceAll("$1");
    }

    private static List<String> split(String cell, char separator) {
        List<String> pieces = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '"' && quoted) {
                boolean doubled = cell.startsWith("\"\"", i);
                quoted = doubled;
                i += doubled ? 1 : 0;
            } else if (c == '"') {
                // elsewhere it belongs to the value, as in 27"
                quoted = i > 0 && cell.charAt(i - 1) == '=';
            } else if (c == separator && !quoted) {
                pieces.add(cell.substring(start, i));
                start = i + 1;
            }
        }
        pieces.add(cell.substring(start));
        return pieces;
    }

    private static String unquoted(String value) {
        String text = value.strip();
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text;
    }

    private static boolean isName(String text) {
        return text.strip().matches("[\\p{L}\\d_.:\\- ]{1,100}");
    }
}
