package dev.longhaul.shop.productimport.web;

import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.productimport.RejectedRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The form in which a page of rejected records is changed: what it shows, and what was sent. */
final class RejectForm {

    /** Records on a page, if they are short. */
    static final int MOST = 50;

    private static final String RECORD = "record.";
    private static final String CELL = "cell.";

    // a form of an upload has at most 620 fields of 4 KiB, 64 KiB in all
    private static final int MOST_CELLS = 400;
    private static final int MOST_CHARS = 12_000;
    private static final int LONGEST_CELL = 1_000;
    private static final int ONE_LINE = 80;

    private final List<String> columns;
    private final Locale language;
    private int cells;
    private int chars;

    RejectForm(List<String> columns, Locale language) {
        this.columns = columns;
        this.language = language;
    }

    /** As many of the records as fit into one form, at least the first. */
    List<RejectRow> rows(List<RejectedRecord> records) {
        List<RejectRow> rows = new ArrayList<>();
        for (RejectedRecord record : records) {
            int length = record.cells().stream()
                    .mapToInt(cell -> cell.length() > LONGEST_CELL ? 0 : cell.length())
                    .sum();
            boolean fits = cells + columns.size() <= MOST_CELLS && chars + length <= MOST_CHARS;
            if (!fits && !rows.isEmpty()) {
                return rows;
            }
            rows.add(row(record));
        }
        return rows;
    }

    private RejectRow row(RejectedRecord record) {
        RecordFault fault = record.reject().fault();
        Set<String> faulty = Stream.concat(Stream.of(fault), fault.further().stream())
                .map(RecordFault::column)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
        Set<Integer> named = new TreeSet<>();
        for (int i = 0; i < columns.size(); i++) {
            if (faulty.contains(columns.get(i))) {
                named.add(i);
            }
        }
        List<RejectRow.Cell> first = new ArrayList<>();
        named.forEach(position -> first.add(cell(record, position, true)));
        List<RejectRow.Cell> others = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if (!named.contains(i)) {
                others.add(cell(record, i, false));
            }
        }
        return new RejectRow(
                record.reject().record(),
                record.reject().line(),
                fault.message(language),
                first.isEmpty() ? others : first,
                first.isEmpty() ? List.of() : others,
                String.join(
                        ", ",
                        record.cells()
                                .subList(
                                        Math.min(columns.size(), record.cells().size()),
                                        record.cells().size())),
                columns.size());
    }

    private RejectRow.Cell cell(RejectedRecord record, int position, boolean isFaulty) {
        String text = position < record.cells().size() ? record.cells().get(position) : "";
        boolean isOpen = text.length() <= LONGEST_CELL && cells < MOST_CELLS && chars + text.length() <= MOST_CHARS;
        if (isOpen) {
            cells++;
            chars += text.length();
        }
        boolean isLong = text.length() > ONE_LINE || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
        return new RejectRow.Cell(position, columns.get(position), text, isFaulty, isOpen, isLong);
    }

    /** What was sent: by record number, its cells by position. A record that was not ticked is not in it. */
    static Map<Long, Map<Integer, String>> changes(Map<String, String> fields) {
        Map<Long, Map<Integer, String>> changes = new LinkedHashMap<>();
        fields.keySet().stream()
                .filter(name -> name.matches("record\\.[0-9]{1,18}"))
                .forEach(name -> changes.put(Long.valueOf(name.substring(RECORD.length())), new HashMap<>()));
        fields.forEach((name, text) -> {
            if (name.matches("cell\\.[0-9]{1,18}\\.[0-9]{1,4}")) {
                String[] numbers = name.substring(CELL.length()).split("\\.", -1);
                Map<Integer, String> cells = changes.get(Long.valueOf(numbers[0]));
                if (cells != null) {
                    cells.put(Integer.valueOf(numbers[1]), text);
                }
            }
        });
        return changes;
    }
}
