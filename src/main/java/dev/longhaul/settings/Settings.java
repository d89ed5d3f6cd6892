package dev.longhaul.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Reads typed settings by key. A missing or blank value means the default. A value that cannot be read, or lies outside
 * its bounds, is noted and answered with the default, until {@link #requireValid()} reports all faults together.
 *
 * <p>Safe for any number of threads. The source is asked again at each call; nothing is cached here.
 */
public final class Settings {

    private final Function<String, Optional<String>> source;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Map<String, Object> defaultsRead = new ConcurrentHashMap<>();

    /** @param source answers the text of a key, empty when it is not set */
    public Settings(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /** Settings in which nothing is set, so every default applies. */
    public static Settings defaults() {
        return of(Map.of());
    }

    public static Settings of(Map<String, String> values) {
        Map<String, String> copy = Map.copyOf(values);
        return new Settings(key -> Optional.ofNullable(copy.get(key)));
    }

    /**
     * A duration in ISO-8601 ({@code PT30S}) or short form ({@code 250ms}, {@code 30s}, {@code 15m}, {@code 2h},
     * {@code 7d}).
     */
    public Duration duration(String key, Duration defaultValue, Duration min, Duration max) {
        return read(
                key,
                defaultValue,
                Settings::parseDuration,
                "a duration such as 250ms, 30s, 15m, 2h, 7d or PT30S",
                min,
                max);
    }

    /** A size such as {@code 64KiB}, {@code 10MiB}, {@code 1GiB} or a number of bytes. */
    public DataSize size(String key, DataSize defaultValue, DataSize min, DataSize max) {
        return read(key, defaultValue, DataSize::parse, "a size such as 64KiB, 10MiB or 1GiB", min, max);
    }

    public int integer(String key, int defaultValue, int min, int max) {
        return read(key, defaultValue, Settings::parseInteger, "a whole number", min, max);
    }

    public boolean flag(String key, boolean defaultValue) {
        return parse(key, defaultValue, Settings::parseFlag, "true or false");
    }

    public String text(String key, String defaultValue) {
        defaultsRead.put(key, defaultValue);
        return find(key).orElse(defaultValue);
    }

    public Optional<String> optionalText(String key) {
        defaultsRead.putIfAbsent(key, "");
        return find(key);
    }

    private Optional<String> find(String key) {
        return source.apply(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** One of the constants of an enum, written in any case, with {@code -} or {@code _} between words. */
    public <E extends Enum<E>> E choice(String key, E defaultValue) {
        E[] constants = defaultValue.getDeclaringClass().getEnumConstants();
        return parse(
                key,
                defaultValue,
                text -> Arrays.stream(constants)
                        .filter(constant -> constant.name()
                                .equals(text.toUpperCase(Locale.ROOT).replace('-', '_')))
                        .findFirst(),
                "one of " + Arrays.toString(constants).toLowerCase(Locale.ROOT));
    }

    /**
     * The default of each setting read so far, by key; the empty text where there is none. The documents say the same.
     */
    Map<String, Object> defaultsRead() {
        return Map.copyOf(defaultsRead);
    }

    /** Notes a fault that only its owner can see, such as two settings that contradict each other. */
    public synchronized void reject(String key, String seen, String allowed) {
        problems.add("setting `" + key + "` must be " + allowed + ", was `" + seen + "`");
    }

    /**
     * Ends the start when anything read so far was faulty.
     *
     * @throws InvalidSettingsException with every fault found
     */
    public synchronized void requireValid() {
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(List.copyOf(problems));
        }
    }

    private <T extends Comparable<T>> T read(
            String key, T defaultValue, Function<String, Optional<T>> parser, String form, T min, T max) {
        String allowed = form + " from " + min + " to " + max;
        T value = parse(key, defaultValue, parser, allowed);
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            reject(key, value.toString(), allowed);
            return defaultValue;
        }
        return value;
    }

    private <T> T parse(String key, T defaultValue, Function<String, Optional<T>> parser, String allowed) {
        defaultsRead.put(key, defaultValue);
        Optional<String> text = find(key);
        if (text.isEmpty()) {
            return defaultValue;
        }
        Optional<T> value = parser.apply(text.get());
        if (value.isEmpty()) {
            reject(key, text.get(), allowed);
        }
        return value.orElse(defaultValue);
    }

    private static Optional<Duration> parseDuration(String text) {
        String compact = text.replace(" ", "").toUpperCase(Locale.ROOT);
        try {
            if (compact.matches("\\d{1,12}MS")) {
                return Optional.of(Duration.ofMillis(Long.parseLong(compact.substring(0, compact.length() - 2))));
            }
            if (compact.matches("\\d{1,9}D")) {
                return Optional.of(Duration.parse("P" + compact));
            }
            return Optional.of(
                    Duration.parse(compact.startsWith("P") || compact.startsWith("-P") ? compact : "PT" + compact));
        } catch (DateTimeParseException | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> parseInteger(String text) {
        try {
            return Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> parseFlag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
