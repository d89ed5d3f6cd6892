package dev.longhaul.shop.reading.cell;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads prices as shops and spreadsheets write them: with a currency before or behind ({@code $399.00}, {@code 1 234,50
 * €}, {@code EUR 12}), without decimals ({@code 12,-}) or without a whole part ({@code .99}).
 */
public final class AmountText {

    private static final int WHOLE_DIGITS = 15;
    private static final int DECIMALS = 4;
    private static final int LONGEST_CURRENCY = 4;

    /** What suppliers write if a product is not for sale or its price is not known. */
    private static final Set<String> NO_PRICE = Set.of(
            "-",
            "–",
            "—",
            "--",
            "n/a",
            "n.a.",
            "na",
            "auf anfrage",
            "a.a.",
            "on request",
            "poa",
            "tba",
            "tbd",
            "sur demande",
            "op aanvraag",
            "su richiesta",
            "bajo pedido",
            "na zapytanie",
            "по запросу",
            "variable");

    private AmountText() {}

    /**
     * An amount and the currency that stands with it.
     *
     * @param currency as {@link CurrencySign} reads it, null when the cell names none
     */
    public record Amount(BigDecimal value, @Nullable CurrencySign currency) {}

    /** Whether the cell says in words that there is no price, which is neither zero nor a fault. */
    public static boolean saysNoPrice(String text) {
        return text.length() < 20 && NO_PRICE.contains(text.toLowerCase(Locale.ROOT));
    }

    /**
     * Reads a text without surrounding blanks.
     *
     * @param column how the column writes its numbers; decides only what the text itself does not
     */
    public static Amount parse(String text, DecimalMark column) throws CellFaultException {
        if (text.length() > NumberText.LONGEST) {
            throw notAPrice();
        }
        int start = 0;
        while (start < text.length() && isOfCurrency(text.charAt(start))) {
            start++;
        }
        // the point of ".99" belongs to the number, the one of "Fr." to the currency
        int end = text.length();
        // the point of "kr." ends an abbreviation
        boolean abbreviated = end > 1 && text.charAt(end - 1) == '.' && Character.isLetter(text.charAt(end - 2));
        end -= abbreviated ? 1 : 0;
        while (end > start && isOfCurrency(text.charAt(end - 1))) {
            end--;
        }
        String before = text.substring(0, start).strip();
        String behind = text.substring(end).strip();
        if (start > 0 && start < end && text.charAt(start) == '.' && !before.isEmpty() && isLetter(before)) {
            start++;
        }
        if (!before.isEmpty() && !behind.isEmpty()) {
            throw notAPrice();
        }
        BigDecimal value = number(text.substring(start, end).strip(), column);
        String sign = before.isEmpty() ? behind : before;
        return new Amount(value, sign.isEmpty() ? null : currency(sign));
    }

    /** Reads by how much an amount is more or, with a minus before it, less than another one. */
    public static Amount parseDifference(String text, DecimalMark column) throws CellFaultException {
        if (!text.startsWith("-")) {
            return parse(text, column);
        }
        Amount less = parse(text.substring(1).strip(), column);
        return new Amount(less.value().negate(), less.currency());
    }

    /** The digits and marks of a cell, without a currency or a unit around them. */
    public static String digitsOf(String text) {
        int start = 0;
        while (start < text.length() && isOfCurrency(text.charAt(start))) {
            start++;
        }
        int end = text.length();
        while (end > start && isOfCurrency(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static CurrencySign currency(String sign) throws CellFaultException {
        CurrencySign currency = sign.length() > LONGEST_CURRENCY ? null : CurrencySign.find(sign);
        if (currency == null) {
            throw new CellFaultException("price-not-a-number");
        }
        return currency;
    }

    private static BigDecimal number(String text, DecimalMark column) throws CellFaultException {
        if (text.startsWith("-") && text.length() > 1 && NumberText.isDigit(text.charAt(1))) {
            number(text.substring(1), column);
            throw new CellFaultException("price-negative");
        }
        BigDecimal value;
        try {
            value = NumberText.parse(withoutDashes(text), column);
        } catch (NumberText.AmbiguousException e) {
            throw new CellFaultException("price-ambiguous");
        }
        if (value == null) {
            throw notAPrice();
        }
        requireInBounds(value);
        return value;
    }

    private static void requireInBounds(BigDecimal value) throws CellFaultException {
        if (value.precision() - value.scale() > WHOLE_DIGITS) {
            throw new CellFaultException("price-too-large", WHOLE_DIGITS);
        }
        int decimals = value.stripTrailingZeros().scale();
        if (decimals > DECIMALS) {
            throw new CellFaultException("price-too-fine", decimals, DECIMALS);
        }
    }

    // 12,- and 12.-- are twelve
    private static String withoutDashes(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '-' || text.charAt(end - 1) == '–')) {
            end--;
        }
        boolean dashes = end > 1 && end < text.length() && (text.charAt(end - 1) == ',' || text.charAt(end - 1) == '.');
        return dashes ? text.substring(0, end - 1) : text;
    }

    private static boolean isOfCurrency(char c) {
        return Character.isLetter(c)
                || Character.getType(c) == Character.CURRENCY_SYMBOL
                || c == ' '
                || c == '\u00a0'
                || c == '\u202f';
    }

    private static boolean isLetter(String text) {
        return Character.isLetter(text.charAt(text.length() - 1));
    }

    private static CellFaultException notAPrice() {
        return new CellFaultException("price-not-a-number");
    }
}
