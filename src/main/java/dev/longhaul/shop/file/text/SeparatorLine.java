package dev.longhaul.shop.file.text;

import dev.longhaul.shop.file.record.CellText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The line {@code sep=;} with which a file may begin, for spreadsheets. It may be in quotes and be followed by the
 * delimiters of the other columns; a tab is also written {@code \t}.
 *
 * @param delimiter the one it names, null when it names nothing that could be one
 */
record SeparatorLine(@Nullable Character delimiter) {

    private static final String START = "sep=";
    private static final int LONGEST = 4096;

    /** Finds it at the start of a text, null when the text begins with something else. */
    static @Nullable SeparatorLine of(String text) {
        String line = firstLine(text);
        if (line == null) {
            return null;
        }
        String rest = CellText.trimmed(line.startsWith("\"") ? line.substring(1) : line);
        if (!rest.toLowerCase(Locale.ROOT).startsWith(START)) {
            return null;
        }
        // from the line itself: a tab or a blank at its end is what it names
        String named = line.substring(line.indexOf('=') + 1);
        String bare = named.startsWith("\"") ? named.substring(1) : named;
        if (bare.toLowerCase(Locale.ROOT).startsWith("\\t")) {
            return ofNamed('\t', bare.substring(2));
        }
        return bare.isEmpty() || bare.charAt(0) == '"'
                ? new SeparatorLine(null)
                : ofNamed(bare.charAt(0), bare.substring(1));
    }

    private static @Nullable SeparatorLine ofNamed(char delimiter, String behind) {
        boolean nothingElse = behind.chars()
                .allMatch(c -> c == delimiter || c == '"' || c == ',' || c == ';' || c == '\t' || c == ' ');
        if (!nothingElse) {
            return null;
        }
        return new SeparatorLine(Delimiters.isUsable(delimiter) ? delimiter : null);
    }

    private static @Nullable String firstLine(String text) {
        for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                return text.substring(0, i);
            }
        }
        return null;
    }
}
