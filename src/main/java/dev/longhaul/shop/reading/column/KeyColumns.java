package dev.longhaul.shop.reading.column;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns that a person chose as the key. Several are written with commas between them; a name may hold commas
 * itself, so the longest name that the header has counts.
 */
public final class KeyColumns {

    /** Stands between the parts of a key; no part may hold it. */
    public static final String BETWEEN = "|";

    private KeyColumns() {}

    /**
     * The positions of the columns in the order of the choice, each once; empty when one of them is not in the header.
     *
     * @param key as in {@link ReadingChoices#key}
     */
    public static List<Integer> positions(String key, List<String> header) {
        List<HeaderName> names = header.stream().map(HeaderName::of).toList();
        List<Integer> positions = new ArrayList<>();
        String[] pieces = key.split(",", -1);
        int from = 0;
        while (from < pieces.length) {
            int to = pieces.length;
            int position = -1;
            while (to > from && position < 0) {
                position = position(
                        String.join(",", List.of(pieces).subList(from, to)).strip(), header, names);
                to -= position < 0 ? 1 : 0;
            }
            if (position < 0) {
                return List.of();
            }
            if (!positions.contains(position)) {
                positions.add(position);
            }
            from = to;
        }
        return positions;
    }

    /** Where the column of a choice stands; -1 if the header does not have it. */
    public static int position(String name, List<String> header) {
        return position(name, header, header.stream().map(HeaderName::of).toList());
    }

    /** By the exact name, otherwise the normalised one, otherwise {@code #} and the column's number; -1 for none. */
    static int position(String name, List<String> header, List<HeaderName> names) {
        int position = header.indexOf(name);
        String normalised = HeaderName.normalised(name);
        for (int i = 0; position < 0 && i < header.size() && !normalised.isEmpty(); i++) {
            position = names.get(i).whole().equals(normalised) ? i : -1;
        }
        if (name.matches("#\\d{1,4}")) {
            int number = Integer.parseInt(name.substring(1));
            position = number >= 1 && number <= header.size() ? number - 1 : -1;
        }
        return position;
    }
}
