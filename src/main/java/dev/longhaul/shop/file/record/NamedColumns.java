package dev.longhaul.shop.file.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a format that names its fields in each record, in the order in which they were met. Limited in number.
 */
public final class NamedColumns {

    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private int chars;

    /** Starts with the columns of a file that was examined. */
    public NamedColumns(List<String> known) {
        known.forEach(name -> positions.putIfAbsent(name, positions.size()));
    }

    public List<String> names() {
        return List.copyOf(positions.keySet());
    }

    /** The index of the column with this name; adds it if it is new. */
    int position(String name) throws UnreadableFileException {
        Integer known = positions.get(name);
        if (known != null) {
            return known;
        }
        if (positions.size() == RecordCollector.MAX_COLUMNS) {
            throw UnreadableFileException.ofStructure(
                    "too-many-columns",
                    "the records have more than " + RecordCollector.MAX_COLUMNS
                            + " different fields; the last one found is " + Headers.shortened(name));
        }
        chars += name.length();
        if (chars > RecordCollector.MAX_RECORD_CHARS) {
            throw UnreadableFileException.ofStructure(
                    "header-too-long",
                    "the names of the fields have more than " + RecordCollector.MAX_RECORD_CHARS
                            + " characters together");
        }
        positions.put(name, positions.size());
        return positions.size() - 1;
    }
}
