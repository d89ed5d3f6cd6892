package dev.longhaul.shop.security;

/** Makes text from outside fit for one line of a log. */
public final class LogText {

    private static final int MAX_LENGTH = 100;

    private LogText() {}

    /** The text in quotes, shortened, with every character that could break or colour a line replaced by {@code ?}. */
    public static String of(String text) {
        String start = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "..." : text;
        // format characters are those that turn the direction of writing; braces could be read as a pattern
        return '"' + start.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}{}\"]", "?") + '"';
    }
}
