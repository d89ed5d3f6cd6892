package dev.longhaul.shop.file.workbook;

import java.util.List;

/**
 * A row in which at least one cell is not empty.
 *
 * @param number as the spreadsheet shows it, the first is 1
 * @param cells up to the last that is not empty, within the bounds
 * @param width the number of the last column that is not empty
 * @param tooLong some text was left out
 */
public record SheetRow(int number, List<String> cells, int width, boolean tooLong) {

    public SheetRow {
        cells = List.copyOf(cells);
    }
}
