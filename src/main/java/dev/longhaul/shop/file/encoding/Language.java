package dev.longhaul.shop.file.encoding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How likely the letters beyond ASCII are in the words of a language, from {@code languages.txt}. */
final class Language {

    static final List<Language> ALL = List.copyOf(read());

    /** The score of a letter that the language does not have. */
    static final double FOREIGN = -14;

    private final Map<Character, Letter> letters = new HashMap<>();

    private Language() {}

    private record Letter(double share, Neighbours before, Neighbours behind) {}

    /** The neighbours of a letter: the usual ones, and the less usual. */
    private record Neighbours(String usual, String rare) {

        static Neighbours of(String column) {
            int bar = column.indexOf('|');
            return new Neighbours(column.substring(0, bar), column.substring(bar + 1));
        }

        double likelihood(char c) {
            if (usual.indexOf(c) >= 0) {
                return Math.log(0.7 / usual.length());
            }
            return rare.indexOf(c) >= 0 ? Math.log(0.28 / rare.length()) : -6.5;
        }
    }

    /**
     * The logarithm of how likely a letter is between two others.
     *
     * @param before the letter before it in lower case, {@code ^} at the start of a word
     * @param behind the letter after it in lower case, {@code $} at the end of a word
     */
    double likelihood(char before, char letter, char behind) {
        Letter known = letters.get(letter);
        return known == null
                ? FOREIGN
                : known.share + known.before.likelihood(before) + known.behind.likelihood(behind);
    }

    private static Collection<Language> read() {
        Map<String, Language> languages = new LinkedHashMap<>();
        InputStream table = Objects.requireNonNull(Language.class.getResourceAsStream("languages.txt"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", -1))
                    .forEach(columns -> languages
                            .computeIfAbsent(columns[0], name -> new Language())
                            .letters
                            .put(columns[1].charAt(0), letterOf(columns)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return languages.values();
    }

    private static Letter letterOf(String[] columns) {
        return new Letter(
                Math.log(Integer.parseInt(columns[2]) / 1000.0), Neighbours.of(columns[3]), Neighbours.of(columns[4]));
    }
}
