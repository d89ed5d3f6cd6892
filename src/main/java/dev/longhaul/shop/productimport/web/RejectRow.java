package dev.longhaul.shop.productimport.web;

import java.util.List;

/**
 * One rejected record in the form that changes it. Public because expressions in a page reach no other records.
 *
 * @param record its number
 * @param line the line of the file on which it starts
 * @param reason one sentence
 * @param named the cells at fault; all of them if the record as a whole is
 * @param others its other cells
 * @param surplus the cells beyond the columns, empty if there are none
 * @param columnCount the position that stands for them
 */
public record RejectRow(
        long record, long line, String reason, List<Cell> named, List<Cell> others, String surplus, int columnCount) {

    /**
     * One cell.
     *
     * @param position of its column, the first is 0
     * @param isFaulty whether the reason names it
     * @param isOpen whether it can be changed here; one that is too long for a form stays as it is
     * @param isLong whether it has several lines, or more text than one
     */
    public record Cell(int position, String column, String text, boolean isFaulty, boolean isOpen, boolean isLong) {}
}
