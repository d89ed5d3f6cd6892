package dev.longhaul.shop.reading.column;

import dev.longhaul.shop.reading.cell.KeyText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the cells of one column that could not be keys, with the first of each kind. For one thread. */
final class DamagedKeys {

    private static final String BLANK = "key-missing";

    private final Map<String, Damage> damages = new LinkedHashMap<>();

    private static final class Damage {
        private final long firstLine;
        private final String example;
        private long count;

        Damage(long firstLine, String example) {
            this.firstLine = firstLine;
            this.example = example;
        }
    }

    void see(String cell, long line) {
        String code = cell.isEmpty() ? BLANK : KeyText.damageOf(cell);
        if (code != null) {
            damages.computeIfAbsent(code, first -> new Damage(line, cell)).count++;
        }
    }

    /** @param withBlanks whether a blank cell leaves a record without a key */
    List<UnsafeKeys> list(String column, boolean withBlanks) {
        List<UnsafeKeys> listed = new ArrayList<>();
        damages.forEach((code, damage) -> {
            if (withBlanks || !code.equals(BLANK)) {
                listed.add(new UnsafeKeys(code, column, damage.count, damage.firstLine, damage.example));
            }
        });
        return listed;
    }
}
