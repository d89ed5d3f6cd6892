package dev.longhaul.shop.reading;

import dev.longhaul.shop.catalog.TestCatalog;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.ReadingChoices;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What files do to an empty catalogue, as lines of text: first the catalogue as {@link ReadShop#text()} writes it, then
 * a line for each rejected record, warning, column that a person should check, and note.
 *
 * <p>The last file is then imported again, and so is the export of the catalogue. Neither may change anything; if one
 * does, a further line says so.
 */
final class Outcome {

    private static final TestCatalog CATALOG =
            TestCatalog.onEachDatabase().findFirst().orElseThrow();

    /** One import. */
    static final class Step {
        private final byte[] file;
        private final ReadingChoices choices;

        Step(byte[] file, ReadingChoices choices) {
            this.file = file;
            this.choices = choices;
        }
    }

    private Outcome() {}

    static String of(String... files) throws IOException {
        return of(ReadingChoices.NONE, files);
    }

    static String of(ReadingChoices choices, String... files) throws IOException {
        return of(Stream.of(files)
                .map(file -> new Step(ReadFiles.utf8(file), choices))
                .toList());
    }

    static String of(ReadingChoices choices, byte[] file) throws IOException {
        return of(List.of(new Step(file, choices)));
    }

    /** One catalogue for all tests: classes that run at the same time take turns. */
    static synchronized String of(List<Step> steps) throws IOException {
        ReadShop shop = new ReadShop(CATALOG);
        StringBuilder lines = new StringBuilder();
        try {
            for (Step step : steps) {
                add(lines, shop.read(step.file, step.choices));
            }
        } catch (UnreadableFileException e) {
            return shop.text() + "refused " + e.code() + "\n";
        }
        String catalogue = shop.text();
        addIfChanged(lines, "again", shop, steps.get(steps.size() - 1));
        if (!catalogue.isEmpty()) {
            addIfChanged(lines, "exported", shop, new Step(shop.export(), ReadingChoices.NONE));
        }
        return catalogue + lines;
    }

    private static void add(StringBuilder lines, ReadShop.Result result) {
        add(lines, "rejected", result.rejects());
        add(lines, "warning", result.warnings());
        for (ColumnReading column : result.reading().columns()) {
            if (column.use() == ColumnReading.Use.UNSURE) {
                add(lines, "unsure", List.of(column.name() + " is perhaps " + column.suggestion()));
            }
        }
        add(lines, "note", result.reading().notes().stream().map(Note::code).toList());
    }

    private static void add(StringBuilder lines, String word, List<String> further) {
        further.forEach(line -> lines.append(word).append(' ').append(line).append('\n'));
    }

    private static void addIfChanged(StringBuilder lines, String word, ReadShop shop, Step step) throws IOException {
        String before = shop.text();
        String changes;
        try {
            changes = shop.read(step.file, step.choices).changes();
        } catch (UnreadableFileException e) {
            changes = "refused: " + e.getMessage();
        }
        String after = shop.text();
        if (!changes.matches("(UNCHANGED=\\d+)?") || !after.equals(before)) {
            lines.append(word).append(": ").append(changes).append('\n').append(after.equals(before) ? "" : after);
        }
    }
}
