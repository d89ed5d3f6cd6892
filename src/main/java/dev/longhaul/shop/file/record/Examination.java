package dev.longhaul.shop.file.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Shows all records of a file to a visitor. If a file names its fields in each record, the first records are considered
 * together, because one alone may lack the column that says which product it means.
 *
 * @param header of all columns, in their final order
 */
public record Examination(List<String> header, long recordCount) {

    private static final int FIRST_RECORDS = 100;
    private static final int FIRST_CHARS = 1_000_000;

    public static Examination of(RecordSource source, RecordVisitor visitor)
            throws IOException, UnreadableFileException {
        List<FileRecord> first = first(source);
        List<String> shown = source.header();
        if (!first.isEmpty()) {
            requireColumns(shown, first.get(0));
            visitor.header(shown);
        }
        first.forEach(visitor::record);
        long count = first.size();
        // freed before the rest is read
        first.clear();
        for (FileRecord record = source.next(); record != null; record = source.next()) {
            visitor.record(record);
            count++;
        }
        List<String> header = source.header();
        if (count > 0 && !header.equals(shown)) {
            visitor.header(header);
        }
        return new Examination(header, count);
    }

    private static void requireColumns(List<String> header, FileRecord first) throws UnreadableFileException {
        if (header.isEmpty()) {
            RecordFault fault = first.fault();
            throw UnreadableFileException.ofStructure(
                    "no-readable-record",
                    "the first records of the file cannot be read; line " + first.line() + ": "
                            + (fault == null ? "no field" : fault.message(Locale.ENGLISH)));
        }
    }

    private static List<FileRecord> first(RecordSource source) throws IOException, UnreadableFileException {
        List<FileRecord> records = new ArrayList<>();
        int chars = 0;
        while (records.size() < FIRST_RECORDS && chars < FIRST_CHARS) {
            FileRecord record = source.next();
            if (record == null) {
                return records;
            }
            records.add(record);
            chars += record.cells().stream().mapToInt(String::length).sum();
        }
        return records;
    }

    /** Refuses a file without a record; the message says what it has. */
    public Examination requireRecords(String sentence) throws UnreadableFileException {
        if (recordCount == 0) {
            throw UnreadableFileException.ofStructure("no-records", sentence);
        }
        return this;
    }
}
