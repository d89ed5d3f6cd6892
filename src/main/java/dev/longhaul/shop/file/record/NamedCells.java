package dev.longhaul.shop.file.record;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the cells of one record by the names of their columns. Limited in size. */
public final class NamedCells {

    private final NamedColumns columns;
    private final List<@Nullable String> cells = new ArrayList<>();
    private int chars;
    private @Nullable RecordFault fault;

    public NamedCells(NamedColumns columns) {
        this.columns = columns;
    }

    /** False if the record has this column already; it then keeps its cell. */
    public boolean put(String name, String text) throws UnreadableFileException {
        int position = columns.position(CellText.trimmed(name));
        while (cells.size() <= position) {
            cells.add(null);
        }
        if (cells.get(position) != null) {
            return false;
        }
        chars = Math.min(chars, RecordCollector.MAX_RECORD_CHARS) + text.length();
        boolean fits = chars <= RecordCollector.MAX_RECORD_CHARS;
        cells.set(position, fits ? text : "");
        if (!fits) {
            reject(RecordFault.tooLong());
        }
        return true;
    }

    /** The first fault counts. */
    public void reject(RecordFault reason) {
        fault = fault == null ? reason : fault;
    }

    public boolean isBlank() {
        return fault == null && cells.stream().allMatch(cell -> cell == null || CellText.isBlank(cell));
    }

    public FileRecord record(long number, long line) {
        return new FileRecord(
                number,
                line,
                cells.stream().map(cell -> cell == null ? "" : cell).toList(),
                fault);
    }
}
