package dev.longhaul.settings;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of data, so that no setting is a bare number of unclear unit.
 *
 * @param bytes zero or more
 */
public record DataSize(long bytes) implements Comparable<DataSize> {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})(|B|KiB|MiB|GiB)");
    private static final Map<String, Long> UNITS =
            Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    public DataSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a data size must be zero or more bytes, was " + bytes);
        }
    }

    public static DataSize ofKibibytes(long kibibytes) {
        return new DataSize(Math.multiplyExact(kibibytes, 1L << 10));
    }

    public static DataSize ofMebibytes(long mebibytes) {
        return new DataSize(Math.multiplyExact(mebibytes, 1L << 20));
    }

    /**
     * Reads {@code 64KiB}, {@code 10 MiB}, {@code 1GiB} or a bare number of bytes; empty when the text is none of
     * these.
     */
    public static Optional<DataSize> parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip().replace(" ", ""));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DataSize(
                    Math.multiplyExact(Long.parseLong(matcher.group(1)), UNITS.getOrDefault(matcher.group(2), 1L))));
        } catch (ArithmeticException tooLarge) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(DataSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The shortest exact form, for messages: {@code 10MiB}, {@code 1536KiB}, {@code 17B}. */
    @Override
    public String toString() {
        for (String unit : new String[] {"GiB", "MiB", "KiB"}) {
            long size = UNITS.getOrDefault(unit, 1L);
            if (bytes >= size && bytes % size == 0) {
                return bytes / size + unit;
            }
        }
        return bytes + "B";
    }
}
