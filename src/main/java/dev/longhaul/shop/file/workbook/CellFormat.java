package dev.longhaul.shop.file.workbook;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Shows a number as a spreadsheet does, but in one form for all countries: without thousands separators, with a decimal
 * point, dates as in ISO 8601. The number is never lost: if a format would show only a part of it (thousands, a
 * fraction, {@code 1.2E+12}), the whole number is shown.
 */
final class CellFormat {

    static final CellFormat GENERAL = new CellFormat(FormatCode.Kind.GENERAL, FormatCode.of(""));

    /** A spreadsheet calculates with binary numbers and shows only as many digits as these are exact for. */
    private static final MathContext EXACT = new MathContext(15, RoundingMode.HALF_UP);

    private static final int LONGEST_NUMBER = 400;
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final FormatCode.Kind kind;
    private final FormatCode code;

    private CellFormat(FormatCode.Kind kind, FormatCode code) {
        this.kind = kind;
        this.code = code;
    }

    static CellFormat of(String text) {
        FormatCode code = FormatCode.of(text);
        return new CellFormat(code.kind(), code);
    }

    /** The formats that have no code in the file (ECMA-376 part 1, section 18.8.30). */
    static CellFormat builtIn(int id) {
        return switch (id) {
            case 1, 3, 5, 6, 37, 38, 41, 42 -> of("0");
            case 2, 4, 7, 8, 39, 40, 43, 44 -> of("0.00");
            case 9 -> of("0%");
            case 10 -> of("0.00%");
            case 14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58 -> of("yyyy-mm-dd");
            case 18, 19, 20, 21, 32, 33, 34, 35, 45, 47 -> of("hh:mm:ss");
            case 22 -> of("yyyy-mm-dd hh:mm");
            case 46 -> of("[h]:mm:ss");
            default -> GENERAL;
        };
    }

    /** The text of a number in a cell; anything else is shown as it stands there. */
    String shown(String raw, boolean since1904) {
        BigDecimal number = number(raw);
        if (number == null) {
            return raw;
        }
        return switch (kind) {
            case GENERAL -> general(raw, number);
            case DIGITS -> code.digits(number);
            case NUMBER -> decimals(number);
            case DATE, TIME, DATE_TIME, DURATION -> {
                String time = SerialTime.shown(number, kind, since1904);
                yield time == null ? general(raw, number) : time;
            }
        };
    }

    private static @Nullable BigDecimal number(String raw) {
        if (raw.length() > LONGEST_NUMBER) {
            return null;
        }
        try {
            BigDecimal number = new BigDecimal(raw);
            boolean reasonable = Math.abs((long) number.precision() - number.scale()) <= LONGEST_NUMBER
                    && Math.abs((long) number.scale()) <= LONGEST_NUMBER;
            return reasonable ? number : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String general(String raw, BigDecimal number) {
        boolean whole = raw.chars().allMatch(c -> c >= '0' && c <= '9');
        return whole ? raw : plain(number.round(EXACT).stripTrailingZeros());
    }

    private String decimals(BigDecimal number) {
        BigDecimal exact = number.round(EXACT);
        BigDecimal shown = code.percent() ? exact.multiply(HUNDRED) : exact;
        // an amount keeps all digits from the file for which the format has places
        shown = shown.setScale(code.maxDecimals(), RoundingMode.HALF_UP);
        BigDecimal shortest = shown.stripTrailingZeros();
        shown = shortest.setScale(Math.max(shortest.scale(), code.minDecimals()), RoundingMode.UNNECESSARY);
        return code.withCurrency(plain(shown) + (code.percent() ? "%" : ""));
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 && number.scale() <= 0 ? "0" : number.toPlainString();
    }
}
