package dev.longhaul.shop.productimport;

import org.jspecify.annotations.Nullable;

/**
 * A record that was not imported, and why.
 *
 * @param record the record's number, the first after the header is 1
 * @param line the line of the file on which the record starts, the first is 1
 * @param code the reason, for machines
 * @param column the header of the cell at fault, null if the whole record is
 * @param value the cell's text, shortened, null if there is none
 * @param message the reason, for people: one sentence
 */
public record Reject(
        long record,
        long line,
        String code,
        @Nullable String column,
        @Nullable String value,
        String message) {}
