package dev.longhaul.shop.productimport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A record that was not imported, complete, so that it can be corrected and sent again.
 *
 * @param cells the record as it stood in the file
 */
public record RejectedRecord(Reject reject, List<String> cells) {

    public RejectedRecord {
        cells = List.copyOf(cells);
    }

    /**
     * The same record with other cells at some positions. Position {@code columnCount}, the first beyond the columns,
     * stands for all cells from there on: they are dropped.
     */
    RejectedRecord with(Map<Integer, String> changes, int columnCount) {
        List<String> changed = new ArrayList<>(cells);
        changes.forEach((position, text) -> {
            while (position < columnCount && changed.size() <= position) {
                changed.add("");
            }
            if (position < columnCount && !isSame(text, changed.get(position))) {
                changed.set(position, text);
            }
        });
        boolean drops = changes.containsKey(columnCount) && changed.size() > columnCount;
        return new RejectedRecord(reject, drops ? changed.subList(0, columnCount) : changed);
    }

    /** A browser sends line breaks of its own. */
    private static boolean isSame(String sent, String cell) {
        return sent.replace("\r\n", "\n").equals(cell.replace("\r\n", "\n").replace('\r', '\n'));
    }
}
