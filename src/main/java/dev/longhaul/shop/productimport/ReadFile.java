package dev.longhaul.shop.productimport;

import dev.longhaul.shop.file.record.FileFormat;
import dev.longhaul.shop.file.record.TextFormat;
import dev.longhaul.shop.reading.FileReading;
import dev.longhaul.shop.reading.Note;
import dev.longhaul.shop.reading.column.ColumnReading;
import dev.longhaul.shop.reading.column.Layout;
import dev.longhaul.shop.reading.column.UnsafeKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a file is read, as people and programs see it: what was recognised, what a person decided, and what is assumed.
 *
 * @param kind what the table is
 * @param container what it is packed in
 * @param encoding the charset's name, null unless the table is a text
 * @param encodingAssumed whether other encodings would fit as well
 * @param delimiter between two cells, null unless the table is a text
 * @param headerLine the line with the column names, zero without one, null unless the table is a text
 * @param layout whose export it is
 * @param currency of prices for which the file names none
 * @param currencyAssumed whether there are such prices and their currency was not chosen
 * @param columns what each became, in their order
 * @param notes what a person should know about the file as a whole
 * @param unsafeKeys records that are rejected because their key cannot be trusted; on the page an import asks first
 */
public record ReadFile(
        FileFormat.Kind kind,
        FileFormat.Container container,
        @Nullable String encoding,
        boolean encodingAssumed,
        @Nullable String delimiter,
        @Nullable Integer headerLine,
        Layout layout,
        String currency,
        boolean currencyAssumed,
        List<ColumnReading> columns,
        List<Note> notes,
        List<UnsafeKeys> unsafeKeys) {

    public ReadFile {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
        unsafeKeys = List.copyOf(unsafeKeys);
    }

    static ReadFile of(FileReading reading, String shopCurrency) {
        TextFormat text = reading.format().text();
        String chosen = reading.choices().currency();
        String currency = chosen == null ? shopCurrency : chosen;
        boolean assumed = chosen == null && reading.hasPricesWithoutCurrency();
        List<Note> notes = new ArrayList<>(reading.notes());
        if (text != null) {
            addNotes(text, notes);
        }
        if (assumed) {
            notes.add(new Note("currency-assumed", "Prices without a currency are read as " + currency + "."));
        }
        return new ReadFile(
                reading.format().kind(),
                reading.format().container(),
                text == null ? null : text.encoding(),
                text != null && text.encodingAssumed(),
                text == null ? null : String.valueOf(text.delimiter()),
                text == null ? null : text.headerLine(),
                reading.layout(),
                currency,
                assumed,
                reading.columns(),
                notes,
                reading.unsafeKeys());
    }

    private static void addNotes(TextFormat text, List<Note> notes) {
        if (text.encodingAssumed()) {
            String others = text.otherReadings().stream()
                    .map(other -> other.encoding() + " (" + String.join(", ", other.words()) + ")")
                    .collect(Collectors.joining(", "));
            notes.add(new Note(
                    "encoding-assumed",
                    "The letters are read as " + text.encoding()
                            + (others.isEmpty() ? "." : "; it could also be " + others + ".")));
        }
        if (!text.twiceEncoded().isEmpty()) {
            notes.add(new Note(
                    "encoded-twice",
                    "Some words look as if their letters had been encoded twice: "
                            + String.join(", ", text.twiceEncoded()) + ". They are kept as they are."));
        }
        if (text.repeatedHeaders() > 0) {
            notes.add(new Note(
                    "header-repeated",
                    "The header appears in the file " + text.repeatedHeaders()
                            + " more times; those lines are not records."));
        }
    }
}
