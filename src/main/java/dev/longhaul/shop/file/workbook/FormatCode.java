package dev.longhaul.shop.file.workbook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Set;

/**
 * What the first part of a number format's code asks for (ECMA-376 part 1, section 18.8.31), read once for each format.
 */
final class FormatCode {

    enum Kind {
        /** As many digits as it has. */
        GENERAL,
        /** A place for each digit, as codes have: {@code 00000}. */
        DIGITS,
        /** A number of decimals. */
        NUMBER,
        DATE,
        TIME,
        DATE_TIME,
        DURATION
    }

    private static final Set<String> CURRENCIES = Set.of(
            "AUD", "BGN", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "INR", "JPY", "KRW",
            "MXN", "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "TRY", "USD", "ZAR", "Fr.", "Ft", "Kč", "kr", "kr.", "lei",
            "zł", "лв.");

    private final String section;
    // digits, literals in front of and between them; only for codes
    private final StringBuilder places = new StringBuilder();
    private int position;
    private int zeros;
    private int minDecimals;
    private int maxDecimals;
    private boolean digitSeen;
    private boolean pointSeen;
    private boolean grouped;
    private boolean scaled;
    private boolean partial;
    private boolean percent;
    private boolean date;
    private boolean month;
    private boolean time;
    private boolean duration;
    private String currency = "";
    private boolean currencyFirst;

    private FormatCode(String section) {
        this.section = section;
    }

    static FormatCode of(String code) {
        FormatCode read = new FormatCode(code);
        read.readAll();
        return read;
    }

    Kind kind() {
        if (duration) {
            return Kind.DURATION;
        }
        if (date || (month && !time)) {
            return time ? Kind.DATE_TIME : Kind.DATE;
        }
        if (time) {
            return Kind.TIME;
        }
        if (!digitSeen || partial || scaled) {
            return Kind.GENERAL;
        }
        boolean code = zeros > 1 && !pointSeen && !grouped && !percent && currency.isEmpty();
        return code ? Kind.DIGITS : Kind.NUMBER;
    }

    boolean percent() {
        return percent;
    }

    int minDecimals() {
        return minDecimals;
    }

    int maxDecimals() {
        return maxDecimals;
    }

    String withCurrency(String number) {
        if (currency.isEmpty()) {
            return number;
        }
        boolean word = Character.isLetter(currency.charAt(0));
        return currencyFirst ? currency + (word ? " " : "") + number : number + " " + currency;
    }

    /** The digits of a number in their places. */
    String digits(BigDecimal number) {
        String digits = number.setScale(0, RoundingMode.HALF_UP).abs().toPlainString();
        StringBuilder reversed = new StringBuilder();
        int left = digits.length() - 1;
        int places = (int) this.places.chars().filter(FormatCode::isPlace).count();
        for (int i = this.places.length() - 1; i >= 0; i--) {
            char place = this.places.charAt(i);
            if (!isPlace(place)) {
                reversed.append(place);
                continue;
            }
            places--;
            if (left >= 0) {
                reversed.append(digits.charAt(left--));
            } else if (place == '0') {
                reversed.append('0');
            }
            while (places == 0 && left >= 0) {
                reversed.append(digits.charAt(left--));
            }
        }
        return ((number.signum() < 0 ? "-" : "") + reversed.reverse()).trim();
    }

    private static boolean isPlace(int c) {
        return c == '0' || c == '#' || c == '?';
    }

    private void readAll() {
        String lower = section.toLowerCase(Locale.ROOT);
        if (lower.startsWith("general") || lower.startsWith("standard")) {
            return;
        }
        while (position < section.length() && section.charAt(position) != ';') {
            readOne(section.charAt(position++));
        }
        // a comma after the last digit divides by a thousand
        scaled |= grouped && lastDigitIsFollowedByComma();
    }

    private boolean lastDigitIsFollowedByComma() {
        int end = section.indexOf(';') < 0 ? section.length() : section.indexOf(';');
        int last = end - 1;
        while (last >= 0 && !isPlace(section.charAt(last))) {
            last--;
        }
        return last + 1 < end && section.charAt(last + 1) == ',';
    }

    private void readOne(char c) {
        switch (c) {
            case '"' -> literal(upTo('"'));
            case '\\' -> literal(position < section.length() ? section.substring(position, ++position) : "");
            case '[' -> bracket(upTo(']'));
            case '_', '*' -> position = Math.min(section.length(), position + 1);
            case '0', '#', '?' -> place(c);
            case '.' -> pointSeen = true;
            case ',' -> grouped = true;
            case '%' -> percent = true;
            case '/' -> partial |= digitSeen;
            case 'E', 'e' -> partial = true;
            case 'y', 'Y', 'd', 'D' -> date = true;
            case 'm', 'M' -> month = true;
            case 'h', 'H', 's', 'S' -> time = true;
            default -> literal(String.valueOf(c));
        }
    }

    private String upTo(char end) {
        int close = section.indexOf(end, position);
        String inside = section.substring(position, close < 0 ? section.length() : close);
        position = close < 0 ? section.length() : close + 1;
        return inside;
    }

    private void place(char c) {
        digitSeen = true;
        if (pointSeen) {
            maxDecimals++;
            minDecimals = c == '0' ? maxDecimals : minDecimals;
        } else {
            zeros += c == '0' ? 1 : 0;
            places.append(c);
        }
    }

    private void literal(String text) {
        String sign = text.trim();
        boolean known = CURRENCIES.contains(sign)
                || (sign.length() == 1 && Character.getType(sign.charAt(0)) == Character.CURRENCY_SYMBOL);
        if (known && currency.isEmpty()) {
            currency = sign;
            currencyFirst = !digitSeen;
        } else if (!text.chars().anyMatch(FormatCode::isPlace)) {
            places.append(text);
        }
    }

    private void bracket(String inside) {
        String lower = inside.toLowerCase(Locale.ROOT);
        if (inside.startsWith("$")) {
            int dash = inside.indexOf('-');
            literal(inside.substring(1, dash < 0 ? inside.length() : dash));
        } else if (!lower.isEmpty() && (isAll(lower, 'h') || isAll(lower, 'm') || isAll(lower, 's'))) {
            duration = true;
        }
    }

    private static boolean isAll(String text, char c) {
        return text.chars().allMatch(each -> each == c);
    }
}
