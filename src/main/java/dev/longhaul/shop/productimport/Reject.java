package dev.longhaul.shop.productimport;

import dev.longhaul.shop.file.record.RecordFault;

/**
 * A record that was not imported, and why.
 *
 * @param record the record's number, the first after the header is 1
 * @param line the line of the file on which the record starts, the first is 1
 * @param fault the cell at fault, if one is, and the reason
 */
public record Reject(long record, long line, RecordFault fault) {}
