package dev.longhaul.shop.productimport.web;

import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.productimport.upload.UploadForm;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.KeyColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One column of a file as the page shows it. Public because expressions in a page reach no other records.
 *
 * @param reference the name under which a choice names the column; its number where the name is long, blank or repeated
 * @param name as it stands in the file
 * @param use what became of it, lower-case; blank if the file was not read
 * @param field the key of the field that it is or may have been meant for, null for none
 * @param reason one sentence, null for none
 * @param choice what a person said it is; blank if it is detected
 * @param choosable whether the form takes a choice for it
 * @param examples its cells in the first records; long ones are cut
 */
public record ColumnRow(
        String reference,
        String name,
        String use,
        @Nullable String field,
        @Nullable String reason,
        String choice,
        boolean choosable,
        List<String> examples) {

    /** A longer name is replaced by the number of its column. */
    static final int LONGEST_REFERENCE = 50;

    private static final int LONGEST_EXAMPLE = 60;

    public ColumnRow {
        examples = List.copyOf(examples);
    }

    /**
     * The columns of a file that was read, with what was chosen for them.
     *
     * @param chosen by the name of a column, in any way in which a choice can name it
     * @param first the records whose cells are shown as examples
     */
    static List<ColumnRow> of(List<ColumnReading> columns, Map<String, String> chosen, List<FileRecord> first) {
        List<String> references = references(columns);
        List<String> header = columns.stream().map(ColumnReading::name).toList();
        String[] choices = new String[columns.size()];
        chosen.forEach((name, choice) -> {
            int position = KeyColumns.position(name, header);
            if (position >= 0) {
                choices[position] = choice;
            }
        });
        List<ColumnRow> rows = new ArrayList<>();
        for (ColumnReading column : columns) {
            int position = rows.size();
            rows.add(new ColumnRow(
                    references.get(position),
                    column.name(),
                    column.use().name().toLowerCase(Locale.ROOT),
                    column.field() == null ? column.suggestion() : column.field(),
                    column.reason(),
                    Objects.requireNonNullElse(choices[position], ""),
                    position < UploadForm.MAX_COLUMNS,
                    examples(first, position)));
        }
        return rows;
    }

    /** The names by which choices are stored: a column's number where its name is long, blank or repeated. */
    static List<String> references(List<ColumnReading> columns) {
        Set<String> names = new HashSet<>();
        Set<String> repeated = columns.stream()
                .map(ColumnReading::name)
                .filter(name -> !names.add(name))
                .collect(Collectors.toSet());
        List<String> references = new ArrayList<>();
        for (ColumnReading column : columns) {
            String name = column.name();
            references.add(!repeated.contains(name) && isPlain(name) ? name : "#" + (references.size() + 1));
        }
        return references;
    }

    private static List<String> examples(List<FileRecord> first, int position) {
        return first.stream()
                .map(record -> record.cell(position))
                .filter(cell -> !cell.isBlank())
                .map(cell -> cell.length() <= LONGEST_EXAMPLE ? cell : cell.substring(0, LONGEST_EXAMPLE) + "…")
                .toList();
    }

    /** Whether a form sends it unchanged, and it cannot be mistaken for a column number. */
    private static boolean isPlain(String name) {
        return !name.isBlank()
                && name.length() <= LONGEST_REFERENCE
                && name.equals(name.strip())
                && name.chars().noneMatch(Character::isISOControl)
                && !name.matches("#\\d{1,4}");
    }
}
