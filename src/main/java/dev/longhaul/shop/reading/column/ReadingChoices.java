package dev.longhaul.shop.reading.column;

import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.reading.cell.DecimalMark;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person decides about a file; the rest is detected. Stored with the file as JSON.
 *
 * @param file about its bytes
 * @param decimalMark how all its numbers are written; unknown if each column decides for itself
 * @param currency of prices for which the file names none; null for the shop's
 * @param key the name of the column that identifies a variant, or those of several with commas between them, as
 *     {@link KeyColumns} reads it; null for the recognised one
 * @param columns by column name, the key of the field that it is, or {@code attribute} or {@code ignored}
 * @param blankClears a blank cell removes what the catalogue has; false if it changes nothing
 * @param noneValue a cell with this text removes what the catalogue has; null for no such text
 * @param lastWins of two different records with the same key the later one counts; false if it is rejected
 * @param source whose product numbers these are, such as a supplier's name: numbers of two sources are never mixed;
 *     null if unknown
 */
public record ReadingChoices(
        FileChoices file,
        DecimalMark decimalMark,
        @Nullable String currency,
        @Nullable String key,
        Map<String, String> columns,
        boolean blankClears,
        @Nullable String noneValue,
        boolean lastWins,
        @Nullable String source) {

    /** Everything is detected. */
    public static final ReadingChoices NONE =
            new ReadingChoices(FileChoices.NONE, DecimalMark.UNKNOWN, null, null, Map.of(), false, null, false, null);

    /** In {@link #columns}: the cells are kept as an attribute. */
    public static final String ATTRIBUTE = "attribute";

    /** In {@link #columns}: the cells are not read. */
    public static final String IGNORED = "ignored";

    public ReadingChoices {
        columns = Map.copyOf(columns);
    }
}
