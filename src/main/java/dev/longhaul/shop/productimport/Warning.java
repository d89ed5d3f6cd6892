package dev.longhaul.shop.productimport;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What looks wrong in records that were imported nevertheless: one group for each reason and column.
 *
 * @param code the reason, for machines
 * @param column the header of the cells, null if it is not about one
 * @param count how many times
 * @param lines the first lines of the file on which such records start, at most {@value WarningGroups#LINES_KEPT}
 * @param value the first such cell's text, shortened, null if there is none
 * @param message the reason, for people: one sentence about the first
 */
public record Warning(
        String code,
        @Nullable String column,
        long count,
        List<Long> lines,
        @Nullable String value,
        String message) {

    public Warning {
        lines = List.copyOf(lines);
    }
}
