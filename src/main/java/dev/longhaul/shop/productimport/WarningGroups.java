package dev.longhaul.shop.productimport;

import dev.longhaul.shop.file.record.RecordFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts warnings by reason and column, in memory that does not depend on how many there are. For one thread. */
final class WarningGroups {

    static final int LINES_KEPT = 20;

    private final Map<Key, Group> groups = new LinkedHashMap<>();

    private record Key(String code, @Nullable String column) {}

    private static final class Group {
        private final RecordFault first;
        private final List<Long> lines = new ArrayList<>();
        private long count;

        Group(RecordFault first) {
            this.first = first;
        }
    }

    void add(long line, RecordFault warning) {
        Group group = groups.computeIfAbsent(new Key(warning.code(), warning.column()), key -> new Group(warning));
        group.count++;
        if (group.lines.size() < LINES_KEPT) {
            group.lines.add(line);
        }
    }

    /** In the order in which each was first seen. */
    List<Warning> toList() {
        return groups.values().stream()
                .map(group -> new Warning(group.first, group.count, group.lines))
                .toList();
    }
}
