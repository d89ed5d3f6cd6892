package dev.longhaul.shop.reading.mapping;

import dev.longhaul.shop.reading.mapping.Families.Child;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The options of a variant that its product's record links. That record names the columns, in which the variant's own
 * record has the values: {@code Color} is {@code Color}, {@code Color.name} or {@code Color:name}.
 *
 * @param byName the options
 * @param positions of their columns, which are no further attributes
 */
record LinkedOptions(Map<String, String> byName, Set<Integer> positions) {

    static final LinkedOptions NONE = new LinkedOptions(Map.of(), Set.of());

    static LinkedOptions read(Child child, RecordCells cells) {
        Map<String, String> byName = new LinkedHashMap<>();
        Set<Integer> positions = new HashSet<>();
        child.options().forEach((name, value) -> {
            if (!value.isEmpty()) {
                byName.put(name, value);
                return;
            }
            for (int position : cells.mapping().attributes()) {
                boolean holds = isOf(name, cells.mapping().column(position).name());
                if (holds && !cells.raw(position).isEmpty() && byName.putIfAbsent(name, cells.raw(position)) == null) {
                    positions.add(position);
                }
            }
        });
        return new LinkedOptions(byName, positions);
    }

    private static boolean isOf(String field, String column) {
        String own = column.toLowerCase(Locale.ROOT).replaceFirst("[.:](name|value|id)$", "");
        return own.equals(field.toLowerCase(Locale.ROOT));
    }
}
