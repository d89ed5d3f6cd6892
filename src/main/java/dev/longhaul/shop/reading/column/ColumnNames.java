package dev.longhaul.shop.reading.column;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names by which columns are known, in the languages and layouts of {@code column-names.properties}. Safe for any
 * number of threads.
 */
final class ColumnNames {

    private static final String RESOURCE = "column-names.properties";
    private static final String MAYBE = "maybe";
    private static final String IGNORED = "ignored";

    private static final Map<String, Meaning> KNOWN = new HashMap<>();
    private static final Map<String, ProductColumn> MAYBE_MEANT = new LinkedHashMap<>();
    private static final Map<Layout, LayoutNames> IN_LAYOUT = new EnumMap<>(Layout.class);

    /**
     * What a name means.
     *
     * @param column null for a column that we write and never read
     * @param rank smaller for the name that is preferred
     */
    record Meaning(@Nullable ProductColumn column, int rank) {}

    static {
        load();
    }

    private ColumnNames() {}

    private static void load() {
        Properties table = new Properties();
        try (InputStream resource = Objects.requireNonNull(ColumnNames.class.getResourceAsStream(RESOURCE))) {
            table.load(new InputStreamReader(resource, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // by their keys, so that a name without a language is preferred to one with a language
        new TreeMap<>(table).forEach((key, names) -> add(key.toString(), names.toString()));
    }

    private static void add(String key, String names) {
        String[] parts = key.split("\\.", 2);
        boolean maybe = parts.length == 2 && parts[1].equals(MAYBE);
        ProductColumn column = ProductColumn.ofKey(parts[0]);
        boolean attribute = parts[0].equals(ReadingChoices.ATTRIBUTE);
        if (column == null && !attribute && !parts[0].equals(IGNORED)) {
            throw new IllegalStateException(RESOURCE + " has names for " + parts[0] + ", which is not a column");
        }
        Optional<Layout> layout = Stream.of(Layout.values())
                .filter(each -> parts.length == 2 && each.name().equals(parts[1]))
                .findFirst();
        if (layout.isPresent()) {
            LayoutNames inLayout = IN_LAYOUT.computeIfAbsent(layout.get(), first -> new LayoutNames());
            int preferred = Integer.MIN_VALUE;
            for (String name : names.split("\\|", -1)) {
                if (attribute) {
                    inLayout.addAttribute(name);
                } else {
                    inLayout.add(name, new Meaning(column, preferred++));
                }
            }
            return;
        }
        int rank = parts.length == 2 ? 1000 : 0;
        for (String name : names.split("\\|", -1)) {
            String normalised = HeaderName.normalised(name);
            if (maybe && column != null) {
                MAYBE_MEANT.putIfAbsent(normalised, column);
            } else {
                KNOWN.putIfAbsent(normalised, new Meaning(column, rank++));
            }
        }
    }

    /** What a normalised name means in a layout, and otherwise everywhere; null when it is not known. */
    static @Nullable Meaning find(String normalised, Layout layout) {
        LayoutNames inLayout = IN_LAYOUT.get(layout);
        Meaning own = inLayout == null ? null : inLayout.find(normalised);
        return own != null || isAttribute(normalised, layout) ? own : KNOWN.get(normalised);
    }

    /** Whether a name that means a field elsewhere means none in this layout. */
    static boolean isAttribute(String normalised, Layout layout) {
        LayoutNames inLayout = IN_LAYOUT.get(layout);
        return inLayout != null && inLayout.isAttribute(normalised);
    }

    /** What an ambiguous name may mean; null when it is not known as one. */
    static @Nullable ProductColumn maybe(String normalised) {
        return MAYBE_MEANT.get(normalised);
    }

    /**
     * What a misspelled name was probably meant to be: a known one that differs in one or two letters. Null when none
     * is near.
     */
    static @Nullable ProductColumn nearest(String normalised) {
        int allowed = normalised.length() >= 8 ? 2 : 1;
        if (normalised.length() < 4) {
            return null;
        }
        ProductColumn nearest = null;
        int least = allowed + 1;
        for (Map.Entry<String, Meaning> known : KNOWN.entrySet()) {
            boolean comparable = known.getKey().length() >= 4
                    && Math.abs(known.getKey().length() - normalised.length()) <= allowed
                    && known.getValue().column() != null;
            int distance = comparable ? distance(normalised, known.getKey()) : least;
            if (distance < least) {
                nearest = known.getValue().column();
                least = distance;
            }
        }
        return nearest;
    }

    /** How many letters are added, left out, changed or swapped with a neighbour (Damerau and Levenshtein). */
    static int distance(String first, String second) {
        int[] beforeLast = new int[second.length() + 1];
        int[] last = new int[second.length() + 1];
        for (int j = 0; j <= second.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= first.length(); i++) {
            int[] row = new int[second.length() + 1];
            row[0] = i;
            for (int j = 1; j <= second.length(); j++) {
                int changed = last[j - 1] + (first.charAt(i - 1) == second.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && first.charAt(i - 1) == second.charAt(j - 2)
                        && first.charAt(i - 2) == second.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[second.length()];
    }
}
