package dev.longhaul.shop.reading.cell;

/** Which mark precedes the decimals in a column's numbers. */
public enum DecimalMark {
    POINT('.'),
    COMMA(','),
    /** No cell of the column proves it, or some prove one mark and some the other. */
    UNKNOWN('\0');

    private final char mark;

    DecimalMark(char mark) {
        this.mark = mark;
    }

    char mark() {
        return mark;
    }

    /** What the digits and marks of one number prove, whatever its column says. */
    public static DecimalMark provenBy(String text) {
        int last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
        if (last < 0) {
            return UNKNOWN;
        }
        char mark = text.charAt(last);
        char other = mark == '.' ? ',' : '.';
        boolean repeated = text.indexOf(mark) != last;
        if (repeated) {
            return of(other);
        }
        int decimals = text.length() - last - 1;
        boolean grouped = text.indexOf(other) >= 0;
        return grouped || decimals != 3 || startsWithZero(text, last) ? of(mark) : UNKNOWN;
    }

    /** 0.125 cannot be a thousand. */
    private static boolean startsWithZero(String text, int last) {
        return last == 0 || (text.charAt(0) == '0' && last == 1);
    }

    private static DecimalMark of(char mark) {
        return mark == '.' ? POINT : COMMA;
    }
}
