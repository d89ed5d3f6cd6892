package dev.longhaul.shop.productimport.rest;

import dev.longhaul.shop.problem.ProblemException;
import dev.longhaul.shop.productimport.cell.CurrencySign;
import dev.longhaul.shop.productimport.cell.DecimalMark;
import dev.longhaul.shop.productimport.file.FileChoices;
import dev.longhaul.shop.productimport.reading.ReadingChoices;
import jakarta.ws.rs.QueryParam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a file is to be read where it is not to be recognised, as a request says it. Filled by the server. */
public class ReadingParameters {

    private static final int LONGEST = 200;

    /** The name of a charset, such as {@code windows-1250}. */
    @QueryParam("encoding")
    @Nullable
    String encoding;

    /** Any single character, or {@code tab}. */
    @QueryParam("delimiter")
    @Nullable
    String delimiter;

    /** The line of the names of the columns, the first is 1; 0 when the file has none. */
    @QueryParam("headerLine")
    @Nullable
    String headerLine;

    /** Which file of an archive. */
    @QueryParam("entry")
    @Nullable
    String entry;

    /** Which sheet of a workbook. */
    @QueryParam("sheet")
    @Nullable
    String sheet;

    /** {@code point} or {@code comma}. */
    @QueryParam("decimalMark")
    @Nullable
    String decimalMark;

    /** Of prices without one: three letters of ISO 4217. */
    @QueryParam("currency")
    @Nullable
    String currency;

    /** The column that identifies a variant. */
    @QueryParam("key")
    @Nullable
    String key;

    /** What one column is, as {@code name:field}, {@code name:attribute} or {@code name:ignored}. May be repeated. */
    @QueryParam("column")
    @Nullable
    List<String> columns;

    /** {@code keep} or {@code clear}: what a blank cell does to what the catalogue has. */
    @QueryParam("blank")
    @Nullable
    String blank;

    /** A cell with this text clears what the catalogue has. */
    @QueryParam("none")
    @Nullable
    String none;

    /** {@code reject} or {@code last}: what becomes of a second, different record of one key. */
    @QueryParam("repeated")
    @Nullable
    String repeated;

    /** Who numbers the products, such as the supplier's name. */
    @QueryParam("source")
    @Nullable
    String source;

    ReadingChoices choices() {
        return new ReadingChoices(
                new FileChoices(
                        text("encoding", encoding),
                        delimiter(),
                        headerLine(),
                        text("entry", entry),
                        text("sheet", sheet)),
                oneOf(
                        "decimalMark",
                        decimalMark,
                        DecimalMark.UNKNOWN,
                        Map.of("point", DecimalMark.POINT, "comma", DecimalMark.COMMA)),
                currency(),
                text("key", key),
                columns(),
                oneOf("blank", blank, false, Map.of("keep", false, "clear", true)),
                text("none", none),
                oneOf("repeated", repeated, false, Map.of("reject", false, "last", true)),
                text("source", source));
    }

    private @Nullable Character delimiter() {
        if (delimiter == null || delimiter.isEmpty()) {
            return null;
        }
        String named = delimiter.toLowerCase(Locale.ROOT).equals("tab") ? "\t" : delimiter;
        if (named.length() != 1) {
            throw new ProblemException(400, "delimiter must be one character or tab, was " + delimiter + ".");
        }
        return named.charAt(0);
    }

    private @Nullable Integer headerLine() {
        if (headerLine == null || headerLine.isEmpty()) {
            return null;
        }
        if (!headerLine.matches("\\d{1,4}")) {
            throw new ProblemException(
                    400,
                    "headerLine must be the number of a line, or 0 for a file without names of columns, was "
                            + headerLine + ".");
        }
        return Integer.valueOf(headerLine);
    }

    private @Nullable String currency() {
        if (currency == null || currency.isEmpty()) {
            return null;
        }
        String code = currency.toUpperCase(Locale.ROOT);
        if (!CurrencySign.isCode(code)) {
            throw new ProblemException(
                    400, "currency must be three letters of ISO 4217 such as EUR, was " + currency + ".");
        }
        return code;
    }

    private Map<String, String> columns() {
        Map<String, String> chosen = new LinkedHashMap<>();
        for (String column : Objects.requireNonNullElse(columns, List.<String>of())) {
            int colon = column.lastIndexOf(':');
            if (colon < 1 || colon == column.length() - 1) {
                throw new ProblemException(
                        400,
                        "column must be the name of a column, a colon and what it is, such as Preis:price, was "
                                + column + ".");
            }
            chosen.put(column.substring(0, colon), column.substring(colon + 1));
        }
        return chosen;
    }

    private static @Nullable String text(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        if (value.length() > LONGEST) {
            throw new ProblemException(
                    400, name + " must have at most " + LONGEST + " characters, had " + value.length() + ".");
        }
        return value.strip();
    }

    private static <T> T oneOf(String name, @Nullable String value, T otherwise, Map<String, T> allowed) {
        if (value == null || value.isEmpty()) {
            return otherwise;
        }
        T chosen = allowed.get(value);
        if (chosen == null) {
            throw new ProblemException(
                    400,
                    name + " must be "
                            + String.join(
                                    " or ", allowed.keySet().stream().sorted().toList()) + ", was " + value + ".");
        }
        return chosen;
    }
}
