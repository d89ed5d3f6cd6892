package dev.longhaul.shop.reading.column;

import dev.longhaul.shop.reading.column.ColumnNames.Meaning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that mean something in the files of one layout alone. Filled while the table of names is loaded. */
final class LayoutNames {

    private static final char ANYTHING = '*';

    private final Map<String, Meaning> exact = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();
    private final Set<String> attributes = new HashSet<>();

    /** A name of which a part differs from file to file, such as the place in {@code Current Quantity *}. */
    private record Pattern(String before, String after, Meaning meaning) {

        boolean fits(String name) {
            return name.length() > before.length() + after.length() && name.startsWith(before) && name.endsWith(after);
        }
    }

    /** @param name may hold one {@code *}, which stands for one letter or more */
    void add(String name, Meaning meaning) {
        int anything = name.indexOf(ANYTHING);
        if (anything < 0) {
            exact.put(HeaderName.normalised(name), meaning);
        } else {
            patterns.add(new Pattern(
                    HeaderName.normalised(name.substring(0, anything)),
                    HeaderName.normalised(name.substring(anything + 1)),
                    meaning));
        }
    }

    /** Adds a name that means a field elsewhere and none here. */
    void addAttribute(String name) {
        attributes.add(HeaderName.normalised(name));
    }

    @Nullable
    Meaning find(String normalised) {
        Meaning meaning = exact.get(normalised);
        for (Pattern pattern : patterns) {
            meaning = meaning == null && pattern.fits(normalised) ? pattern.meaning() : meaning;
        }
        return meaning;
    }

    boolean isAttribute(String normalised) {
        return attributes.contains(normalised);
    }
}
