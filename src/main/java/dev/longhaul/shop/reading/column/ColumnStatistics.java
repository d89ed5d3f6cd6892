package dev.longhaul.shop.reading.column;

import dev.longhaul.shop.reading.cell.AmountText;
import dev.longhaul.shop.reading.cell.DecimalMark;
import dev.longhaul.shop.reading.cell.MeasureText;
import dev.longhaul.shop.reading.cell.TradeItemNumber;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the cells of one column have in common, in bounded memory. For one thread. */
public final class ColumnStatistics {

    private static final int SAMPLES = 3;
    private static final int SAMPLE_CHARS = 60;
    private static final int LONGEST_NUMBER = 40;

    private final List<String> samples = new ArrayList<>(SAMPLES);
    private final @Nullable DistinctValues distinct;
    private final DamagedKeys damagedKeys = new DamagedKeys();
    private long filled;
    private long tradeItemNumbers;
    private long addresses;
    private @Nullable String provesPoint;
    private @Nullable String provesComma;
    private @Nullable String firstWithUnit;
    private DecimalMark ofWholeNumbers = DecimalMark.UNKNOWN;

    /** @param countsDistinct whether the column may become the key, so that repeated values matter */
    public ColumnStatistics(boolean countsDistinct) {
        this.distinct = countsDistinct ? new DistinctValues() : null;
    }

    /**
     * Takes in the next cell.
     *
     * @param line where its record begins
     */
    public void see(String cell, long line) {
        damagedKeys.see(cell, line);
        if (cell.isEmpty()) {
            return;
        }
        filled++;
        if (samples.size() < SAMPLES && !samples.contains(cell)) {
            samples.add(cell.length() > SAMPLE_CHARS ? cell.substring(0, SAMPLE_CHARS) + "…" : cell);
        }
        if (distinct != null) {
            distinct.add(cell);
        }
        if (cell.length() <= LONGEST_NUMBER) {
            seeNumber(cell);
        } else if (cell.startsWith("http")) {
            addresses++;
        }
    }

    private void seeNumber(String cell) {
        char first = cell.charAt(0);
        char last = cell.charAt(cell.length() - 1);
        boolean mayBeNumber = isDigit(first) || isDigit(last);
        if (!mayBeNumber) {
            return;
        }
        if (cell.startsWith("http")) {
            addresses++;
            return;
        }
        if (isDigit(first) && MeasureText.hasUnit(cell)) {
            firstWithUnit = firstWithUnit == null ? cell : firstWithUnit;
        }
        String digits = AmountText.digitsOf(cell);
        switch (DecimalMark.provenBy(digits)) {
            case POINT -> provesPoint = provesPoint == null ? cell : provesPoint;
            case COMMA -> provesComma = provesComma == null ? cell : provesComma;
            case UNKNOWN -> {
                seeThousands(digits);
                boolean whole = digits.length() == cell.length() && cell.length() >= 8 && cell.length() <= 14;
                tradeItemNumbers += whole && isTradeItemNumber(cell) ? 1 : 0;
            }
        }
    }

    // 2.500 pieces are two thousand five hundred: with a decimal point they would not be whole
    private void seeThousands(String digits) {
        int mark = digits.length() - 4;
        boolean grouped = mark > 0 && mark <= 3 && !digits.endsWith("000") && isDigit(digits.charAt(mark - 1));
        if (grouped && digits.charAt(mark) == '.') {
            ofWholeNumbers = DecimalMark.COMMA;
        } else if (grouped && digits.charAt(mark) == ',') {
            ofWholeNumbers = DecimalMark.POINT;
        }
    }

    private static boolean isTradeItemNumber(String cell) {
        return cell.chars().allMatch(c -> isDigit((char) c)) && TradeItemNumber.faultOf(cell) == null;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The first values that differ, shortened. */
    List<String> samples() {
        return List.copyOf(samples);
    }

    long filled() {
        return filled;
    }

    /** A cell with a number and a unit, null when there is none. */
    @Nullable
    public String firstWithUnit() {
        return firstWithUnit;
    }

    /** What the column as a whole proves about its numbers. */
    public DecimalMark decimalMark() {
        if (provesPoint != null && provesComma == null) {
            return DecimalMark.POINT;
        }
        return provesComma != null && provesPoint == null ? DecimalMark.COMMA : DecimalMark.UNKNOWN;
    }

    /** What the column proves if its numbers are whole: which mark separates thousands, and so which does not. */
    public DecimalMark decimalMarkOfWholeNumbers() {
        return provesPoint == null && provesComma == null ? ofWholeNumbers : decimalMark();
    }

    /** Two cells that write their decimals in different ways; null if there are none. */
    @Nullable
    public String contradiction() {
        return provesPoint == null || provesComma == null ? null : "`" + provesPoint + "` and `" + provesComma + "`";
    }

    /**
     * Which of its cells cannot be keys, if the column is a key.
     *
     * @param column its name
     * @param withBlanks whether a blank cell leaves a record without a key
     */
    public List<UnsafeKeys> unsafeKeys(String column, boolean withBlanks) {
        return damagedKeys.list(column, withBlanks);
    }

    public boolean isMostlyTradeItemNumbers() {
        return filled >= 2 && tradeItemNumbers * 10 >= filled * 9;
    }

    public boolean isMostlyAddresses() {
        return filled > 0 && addresses * 10 >= filled * 9;
    }

    /** Whether each record has a value and, as far as they were compared, a different one. */
    public boolean isUniqueIn(long recordCount) {
        return distinct != null && filled == recordCount && !distinct.hasRepeated();
    }

    /** Notices a repeated value among the first ones, by their hashes. */
    private static final class DistinctValues {
        private static final int MOST = 1 << 15;

        private final int[] hashes = new int[2 * MOST];
        private final boolean[] used = new boolean[2 * MOST];
        private int count;
        private boolean repeated;

        void add(String value) {
            if (count >= MOST || repeated) {
                return;
            }
            int hash = value.hashCode();
            int slot = (hash ^ (hash >>> 15)) & (hashes.length - 1);
            while (used[slot]) {
                // hash collisions are so rare that it does not matter if one keeps a column from being offered as a key
                if (hashes[slot] == hash) {
                    repeated = true;
                    return;
                }
                slot = (slot + 1) & (hashes.length - 1);
            }
            used[slot] = true;
            hashes[slot] = hash;
            count++;
        }

        boolean hasRepeated() {
            return repeated;
        }
    }
}
