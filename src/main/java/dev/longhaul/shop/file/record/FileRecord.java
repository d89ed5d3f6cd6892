package dev.longhaul.shop.file.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record as it stands in the file.
 *
 * @param number the first after the header is 1; lines that are blank in every cell do not count
 * @param line the line on which it starts, the first of the file is 1
 * @param cells as many as there were, which may be fewer or more than the header has; only the first ones if the record
 *     is too long
 * @param fault null unless the record's shape already keeps it from being imported
 */
public record FileRecord(
        long number,
        long line,
        List<String> cells,
        @Nullable RecordFault fault) {

    public FileRecord {
        cells = List.copyOf(cells);
    }

    /** The text of a cell without surrounding blanks; empty for a cell that a short record does not have. */
    public String cell(int index) {
        return index < cells.size() ? CellText.trimmed(cells.get(index)) : "";
    }
}
