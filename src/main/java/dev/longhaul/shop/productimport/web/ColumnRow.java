package dev.longhaul.shop.productimport.web;

import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.productimport.upload.UploadForm;
import dev.longhaul.shop.reading.column.ColumnReading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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

    /** How long a name in the form may be: all the names that the form takes must fit into it. */
    static final int LONGEST_REFERENCE = 50;

    private static final int LONGEST_EXAMPLE = 60;

    public ColumnRow {
        examples = List.copyOf(examples);
    }

    /**
     * The columns of a file that was read, with what the form said about them.
     *
     * @param first the records whose cells are shown as examples
     */
    static List<ColumnRow> of(List<ColumnReading> columns, PostedChoices choices, List<FileRecord> first) {
        Set<String> names = new HashSet<>();
        Set<String> repeated = columns.stream()
                .map(ColumnReading::name)
                .filter(name -> !names.add(name))
                .collect(Collectors.toSet());
        List<ColumnRow> rows = new ArrayList<>();
        for (ColumnReading column : columns) {
            int number = rows.size() + 1;
            String name = column.name();
            String reference = !repeated.contains(name) && isPlain(name) ? name : "#" + number;
            rows.add(new ColumnRow(
                    reference,
                    name,
                    column.use().name().toLowerCase(Locale.ROOT),
                    column.field() == null ? column.suggestion() : column.field(),
                    column.reason(),
                    choices.columns().getOrDefault(reference, ""),
                    number <= UploadForm.MAX_COLUMNS,
                    examples(first, number - 1)));
        }
        return rows;
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

    /** What the form said about the columns of a file that was then refused. */
    static List<ColumnRow> of(PostedChoices choices) {
        return choices.columns().entrySet().stream()
                .map(column -> new ColumnRow(
                        column.getKey(), column.getKey(), "", null, null, column.getValue(), true, List.of()))
                .toList();
    }
}
