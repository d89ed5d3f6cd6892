package dev.longhaul.shop.catalog.undo;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction did to one row.
 *
 * @param values for a changed row the old values of the columns that changed, for a removed one those of all columns
 *     that had a value, its key included; for an added one none
 * @param createdAt of a removed row; null otherwise
 */
public record RowChange(
        RowKey key,
        Kind kind,
        List<ColumnValue> values,
        @Nullable OffsetDateTime createdAt) {

    /** What became of the row. */
    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    public RowChange {
        values = List.copyOf(values);
    }

    public static RowChange added(RowKey key) {
        return new RowChange(key, Kind.ADDED, List.of(), null);
    }

    public static RowChange changed(RowKey key, List<ColumnValue> oldValues) {
        return new RowChange(key, Kind.CHANGED, oldValues, null);
    }

    static RowChange removed(RowKey key, List<ColumnValue> values, OffsetDateTime createdAt) {
        return new RowChange(key, Kind.REMOVED, values, createdAt);
    }
}
