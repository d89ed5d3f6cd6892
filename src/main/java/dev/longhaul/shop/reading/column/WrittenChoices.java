package dev.longhaul.shop.reading.column;

import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.reading.cell.CurrencySign;
import dev.longhaul.shop.reading.cell.DecimalMark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a person decides about a file, as written in the API's parameters and the page's fields: texts under
 * {@link #NAMES}. If a text is missing or blank, the value is detected. For one thread.
 */
public final class WrittenChoices {

    /** The names of the texts, the same in the API and on the page. */
    public static final List<String> NAMES = List.of(
            "encoding",
            "delimiter",
            "headerLine",
            "entry",
            "sheet",
            "decimalMark",
            "currency",
            "key",
            "blank",
            "none",
            "repeated",
            "source");

    private static final int LONGEST = 200;

    private final Map<String, String> texts;

    private WrittenChoices(Map<String, String> texts) {
        this.texts = texts;
    }

    /**
     * Reads the texts.
     *
     * @param texts by the {@link #NAMES}; other names are ignored
     * @param columns as in {@link ReadingChoices#columns}
     * @throws ChoiceRefusedException at the first text that cannot be a choice
     */
    public static ReadingChoices read(Map<String, String> texts, Map<String, String> columns)
            throws ChoiceRefusedException {
        return new WrittenChoices(texts).choices(columns);
    }

    /**
     * Splits texts such as {@code Preis:price} into a column's name and what it is.
     *
     * @throws ChoiceRefusedException at the first that has no name or no target
     */
    public static Map<String, String> columns(List<String> pairs) throws ChoiceRefusedException {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (String pair : pairs) {
            int colon = pair.lastIndexOf(':');
            if (colon < 1 || colon == pair.length() - 1) {
                throw new ChoiceRefusedException(
                        "column must be the name of a column, a colon and what it is, such as Preis:price, was "
                                + shortened(pair) + ".");
            }
            chosen.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return chosen;
    }

    /** The texts from which {@link #read} makes these choices; none for what is detected. */
    public static Map<String, String> texts(ReadingChoices choices) {
        Map<String, String> texts = new LinkedHashMap<>();
        FileChoices file = choices.file();
        put(texts, "encoding", file.encoding());
        Character delimiter = file.delimiter();
        put(texts, "delimiter", delimiter == null ? null : delimiter == '\t' ? "tab" : delimiter.toString());
        put(texts, "headerLine", file.headerLine());
        put(texts, "entry", file.entry());
        put(texts, "sheet", file.sheet());
        switch (choices.decimalMark()) {
            case POINT -> texts.put("decimalMark", "point");
            case COMMA -> texts.put("decimalMark", "comma");
            case UNKNOWN -> texts.remove("decimalMark");
        }
        put(texts, "currency", choices.currency());
        put(texts, "key", choices.key());
        put(texts, "blank", choices.blankClears() ? "clear" : null);
        put(texts, "none", choices.noneValue());
        put(texts, "repeated", choices.lastWins() ? "last" : null);
        put(texts, "source", choices.source());
        return texts;
    }

    /** The choices in one line, the same for equal choices and another one for others. */
    public static String inOneLine(ReadingChoices choices) {
        return texts(choices) + " " + new TreeMap<>(choices.columns());
    }

    private static void put(Map<String, String> texts, String name, @Nullable Object value) {
        if (value != null) {
            texts.put(name, value.toString());
        }
    }

    private ReadingChoices choices(Map<String, String> columns) throws ChoiceRefusedException {
        return new ReadingChoices(
                new FileChoices(value("encoding"), delimiter(), headerLine(), value("entry"), value("sheet")),
                oneOf(
                        "decimalMark",
                        DecimalMark.UNKNOWN,
                        Map.of("point", DecimalMark.POINT, "comma", DecimalMark.COMMA)),
                currency(),
                value("key"),
                columns,
                oneOf("blank", false, Map.of("keep", false, "clear", true)),
                value("none"),
                oneOf("repeated", false, Map.of("reject", false, "last", true)),
                value("source"));
    }

    /** A blank can be a delimiter, so it is not stripped. */
    private @Nullable Character delimiter() throws ChoiceRefusedException {
        String written = texts.getOrDefault("delimiter", "");
        if (written.isEmpty()) {
            return null;
        }
        String named = written.strip().toLowerCase(Locale.ROOT).equals("tab") ? "\t" : written;
        if (named.length() != 1) {
            throw new ChoiceRefusedException("delimiter must be one character or tab, was " + shortened(written) + ".");
        }
        return named.charAt(0);
    }

    private @Nullable Integer headerLine() throws ChoiceRefusedException {
        String line = value("headerLine");
        if (line != null && !line.matches("[0-9]{1,4}")) {
            throw new ChoiceRefusedException(
                    "headerLine must be the number of a line, or 0 for a file without column names, was "
                            + shortened(line) + ".");
        }
        return line == null ? null : Integer.valueOf(line);
    }

    private @Nullable String currency() throws ChoiceRefusedException {
        String written = value("currency");
        String code = written == null ? null : written.toUpperCase(Locale.ROOT);
        if (code != null && !CurrencySign.isCode(code)) {
            throw new ChoiceRefusedException(
                    "currency must be three letters of ISO 4217 such as EUR, was " + shortened(code) + ".");
        }
        return code;
    }

    private @Nullable String value(String name) throws ChoiceRefusedException {
        String text = texts.getOrDefault(name, "").strip();
        if (text.length() > LONGEST) {
            throw new ChoiceRefusedException(
                    name + " must have at most " + LONGEST + " characters, had " + text.length() + ".");
        }
        return text.isEmpty() ? null : text;
    }

    private <T> T oneOf(String name, T otherwise, Map<String, T> allowed) throws ChoiceRefusedException {
        String text = texts.getOrDefault(name, "");
        T chosen = text.isEmpty() ? otherwise : allowed.get(text);
        if (chosen == null) {
            throw new ChoiceRefusedException(name + " must be "
                    + String.join(" or ", allowed.keySet().stream().sorted().toList()) + ", was " + shortened(text)
                    + ".");
        }
        return chosen;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
