package dev.longhaul.shop.reading.cell;

import dev.longhaul.shop.catalog.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a barcode says about itself: a global trade item number (GTIN) has 8, 12, 13 or 14 digits, and the last one
 * checks the others with the weights 3 and 1 from the right (GS1 General Specifications, "Check digit calculation").
 */
public final class TradeItemNumber {

    private TradeItemNumber() {}

    /** What is wrong with the number, null when nothing is. The number is kept as given in any case. */
    public static @Nullable Reason faultOf(String barcode) {
        if (!NumberText.isDigits(barcode)) {
            return null;
        }
        int length = barcode.length();
        if (length == 8 || length == 12 || length == 13 || length == 14) {
            return checkDigit(barcode) == barcode.charAt(length - 1) - '0'
                    ? null
                    : Reason.of("barcode-wrong.check-digit", checkDigit(barcode));
        }
        boolean lostZeros = (length == 11 || length == 7) && checkDigit(barcode) == barcode.charAt(length - 1) - '0';
        return lostZeros ? Reason.of("barcode-wrong.zeros", length) : Reason.of("barcode-wrong.length", length);
    }

    /** {@code 4006381333931.0} was written as a number by a program; its digits are all there. */
    public static String withoutZeroDecimals(String barcode) {
        return barcode.endsWith(".0") && NumberText.isDigits(barcode.substring(0, barcode.length() - 2))
                ? barcode.substring(0, barcode.length() - 2)
                : barcode;
    }

    private static int checkDigit(String barcode) {
        int sum = 0;
        boolean three = true;
        for (int i = barcode.length() - 2; i >= 0; i--) {
            sum += (barcode.charAt(i) - '0') * (three ? 3 : 1);
            three = !three;
        }
        return (10 - sum % 10) % 10;
    }
}
