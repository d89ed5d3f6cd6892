package dev.longhaul.shop.reading.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.longhaul.shop.file.TestWorkbook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under a header, as text in each format that has rows. */
final class SampleTable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> header;
    private final List<Row> rows = new ArrayList<>();

    /** @param columns separated by a bar */
    SampleTable(String columns) {
        this.header = List.of(columns.split("\\|", -1));
    }

    /** A row, blank where nothing is put. */
    final class Row {
        private final String[] cells = new String[header.size()];

        private Row() {
            Arrays.fill(cells, "");
        }

        /** @throws IllegalArgumentException when the header does not have the column */
        Row put(String column, Object text) {
            int position = header.indexOf(column);
            if (position < 0) {
                throw new IllegalArgumentException("the header has no column " + column + ", only " + header);
            }
            cells[position] = text.toString();
            return this;
        }
    }

    Row row() {
        Row row = new Row();
        rows.add(row);
        return row;
    }

    /** Its numbers with a comma before their decimals. */
    SampleTable withDecimalCommas() {
        SampleTable table = new SampleTable(String.join("|", header));
        for (Row row : rows) {
            String[] cells = table.row().cells;
            for (int i = 0; i < cells.length; i++) {
                boolean number = row.cells[i].matches("\\d+\\.\\d+");
                cells[i] = number ? row.cells[i].replace('.', ',') : row.cells[i];
            }
        }
        return table;
    }

    /** Cells in quotes wherever a reader could take a character of theirs for one of the file's. */
    String delimited(char delimiter) {
        StringBuilder text = new StringBuilder(line(header, delimiter));
        rows.forEach(row -> text.append(line(Arrays.asList(row.cells), delimiter)));
        return text.toString();
    }

    private static String line(List<String> cells, char delimiter) {
        return cells.stream()
                .map(cell -> quoted(cell, delimiter))
                .collect(Collectors.joining(String.valueOf(delimiter), "", "\r\n"));
    }

    private static String quoted(String cell, char delimiter) {
        boolean quotes = cell.indexOf(delimiter) >= 0 || cell.matches("(?s).*[\"\\r\\n].*");
        return quotes ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    String json() {
        return rows.stream().map(this::object).collect(Collectors.joining(",\n", "[", "]\n"));
    }

    String jsonLines() {
        return rows.stream().map(this::object).collect(Collectors.joining("\n", "", "\n"));
    }

    private String object(Row row) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            fields.put(header.get(i), row.cells[i]);
        }
        try {
            return JSON.writeValueAsString(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] workbook() {
        List<String> lines = new ArrayList<>(List.of(workbookRow(1, header)));
        IntStream.range(0, rows.size())
                .mapToObj(i -> workbookRow(i + 2, Arrays.asList(rows.get(i).cells)))
                .forEach(lines::add);
        return TestWorkbook.of(lines.toArray(String[]::new)).bytes();
    }

    private static String workbookRow(int number, List<String> cells) {
        return TestWorkbook.row(
                number,
                cells.stream()
                        .map(cell -> cell.isEmpty()
                                ? "<c/>"
                                : "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(cell) + "</t></is></c>")
                        .collect(Collectors.joining()));
    }

    /** As the text of an XML element. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
