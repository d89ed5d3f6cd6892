package dev.longhaul.shop.file.workbook;

/**
 * A sheet of a workbook.
 *
 * @param visible false when a spreadsheet does not show it
 * @param part where its cells are
 */
public record WorkbookSheet(String name, boolean visible, String part) {}
