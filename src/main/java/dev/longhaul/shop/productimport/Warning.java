package dev.longhaul.shop.productimport;

import dev.longhaul.shop.file.record.RecordFault;
import java.util.List;

/**
 * What looks wrong in records that were imported nevertheless: one group for each reason and column.
 *
 * @param first the first such cell, and the reason
 * @param count how many times
 * @param lines the first lines of the file on which such records start, at most {@value WarningGroups#LINES_KEPT}
 */
public record Warning(RecordFault first, long count, List<Long> lines) {

    public Warning {
        lines = List.copyOf(lines);
    }
}
