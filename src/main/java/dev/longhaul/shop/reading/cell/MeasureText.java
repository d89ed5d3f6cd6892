package dev.longhaul.shop.reading.cell;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads weights and lengths, with the unit after them if there is one: {@code 1.2}, {@code 500 g}, {@code 3,5cm}. */
public final class MeasureText {

    private static final int LONGEST = 40;
    private static final int DECIMALS = 4;
    private static final int WHOLE_DIGITS = 15;

    /** The units that shops use, lower-case. */
    private static final Set<String> UNITS = Set.of(
            "mg", "g", "kg", "t", "oz", "lb", "lbs", "gr", "gramm", "grams", "gram", "mm", "cm", "dm", "m", "in",
            "inch", "ft", "yd", "ml", "cl", "dl", "l", "ltr", "liter", "litre", "stk", "st", "pcs", "pc", "stück",
            "pack");

    private MeasureText() {}

    /**
     * A number and what follows it.
     *
     * @param unit null when nothing does
     */
    public record Measure(BigDecimal value, @Nullable String unit) {}

    /** Whether the text is a number with a unit, so that its column holds measures and not pieces. */
    public static boolean hasUnit(String text) {
        int start = unitStart(text);
        return start > 0
                && start < text.length()
                && UNITS.contains(text.substring(start).strip().toLowerCase(Locale.ROOT));
    }

    /**
     * Reads a text without surrounding blanks.
     *
     * @param column how the column writes its numbers; if nothing else tells, a single mark before three digits is a
     *     decimal mark, because weights are written like that
     */
    public static Measure parse(String text, DecimalMark column) throws CellFaultException {
        int start = text.length() > LONGEST ? 0 : unitStart(text);
        BigDecimal value = start == 0 ? null : number(text.substring(0, start).strip(), column);
        if (value == null || value.signum() < 0) {
            throw new CellFaultException("measure-not-a-number");
        }
        if (value.stripTrailingZeros().scale() > DECIMALS || value.precision() - value.scale() > WHOLE_DIGITS) {
            throw new CellFaultException("measure-too-fine", WHOLE_DIGITS, DECIMALS);
        }
        String unit = text.substring(start).strip();
        return new Measure(value, unit.isEmpty() ? null : unit);
    }

    private static @Nullable BigDecimal number(String text, DecimalMark column) {
        try {
            return NumberText.parse(text, column);
        } catch (NumberText.AmbiguousException e) {
            return new BigDecimal(text.replace(',', '.'));
        }
    }

    private static int unitStart(String text) {
        int start = 0;
        while (start < text.length() && !Character.isLetter(text.charAt(start)) && text.charAt(start) != '"') {
            start++;
        }
        return start;
    }
}
