package dev.longhaul.shop.file.record;

/**
 * Which part of a workbook is read.
 *
 * @param name of the sheet
 * @param headerLine the row with the column names, the first is 1; zero when the sheet has none
 */
public record SheetFormat(String name, int headerLine) {}
