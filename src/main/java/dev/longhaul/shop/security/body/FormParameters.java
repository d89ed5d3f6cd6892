package dev.longhaul.shop.security.body;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads names and values as {@code application/x-www-form-urlencoded} writes them, in UTF-8. At most
 * {@value #MOST_PARAMETERS}, with names of at most {@value #LONGEST_NAME} characters, and no NUL, which PostgreSQL
 * refuses as text.
 */
final class FormParameters {

    static final int MOST_PARAMETERS = 100;
    static final int LONGEST_NAME = 100;

    private final Map<String, List<String>> values = new LinkedHashMap<>();
    private int count;

    /** Appends what the text holds to what is already there. */
    FormParameters add(@Nullable String text) throws MalformedFormException {
        if (text != null && !text.isEmpty()) {
            for (String pair : text.split("&", -1)) {
                addPair(pair);
            }
        }
        return this;
    }

    Map<String, String[]> toMap() {
        Map<String, String[]> map = new LinkedHashMap<>();
        values.forEach((name, all) -> map.put(name, all.toArray(new String[0])));
        return map;
    }

    private void addPair(String pair) throws MalformedFormException {
        if (pair.isEmpty()) {
            return;
        }
        count++;
        if (count > MOST_PARAMETERS) {
            throw new MalformedFormException("more than " + MOST_PARAMETERS + " parameters");
        }
        int equals = pair.indexOf('=');
        String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
        if (name.length() > LONGEST_NAME) {
            throw new MalformedFormException("a name of more than " + LONGEST_NAME + " characters");
        }
        values.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
    }

    private static String decoded(String text) throws MalformedFormException {
        String plain;
        try {
            plain = URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw new MalformedFormException("a percent sign that begins no byte");
        }
        if (plain.indexOf('\0') >= 0) {
            throw new MalformedFormException("a character that is not text");
        }
        return plain;
    }
}
