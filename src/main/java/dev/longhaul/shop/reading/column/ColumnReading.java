package dev.longhaul.shop.reading.column;

import dev.longhaul.shop.reading.cell.DecimalMark;
import org.jspecify.annotations.Nullable;

/**
 * What one column of a file became.
 *
 * @param name as it stands in the file
 * @param use what is done with its cells
 * @param field the key of the {@link ProductColumn} that it is; null unless it is a field
 * @param currency three-letter ISO 4217 code that the name gives, for prices; null if it gives none
 * @param unit that the name gives, for measures; null if it gives none
 * @param decimalMark how its numbers are written
 * @param suggestion the key of the field that it may have been meant for; null when there is none
 * @param reason why it is not simply the field of its name: one sentence for people, null when there is nothing to say
 */
public record ColumnReading(
        String name,
        Use use,
        @Nullable String field,
        @Nullable String currency,
        @Nullable String unit,
        DecimalMark decimalMark,
        @Nullable String suggestion,
        @Nullable String reason) {

    /** What is done with the cells of a column. */
    public enum Use {
        /** They become a field of the catalogue. */
        FIELD,
        /** They are kept as an attribute under the column's name. */
        ATTRIBUTE,
        /** They are kept as an attribute, and a person should check: the column may have been meant for a field. */
        UNSURE,
        /** They are not read, because a person said so or because we wrote them. */
        IGNORED
    }

    static ColumnReading field(String name, ProductColumn field) {
        return new ColumnReading(name, Use.FIELD, field.key(), null, null, DecimalMark.UNKNOWN, null, null);
    }

    public static ColumnReading attribute(String name, @Nullable String reason) {
        return new ColumnReading(name, Use.ATTRIBUTE, null, null, null, DecimalMark.UNKNOWN, null, reason);
    }

    public static ColumnReading unsure(String name, @Nullable ProductColumn suggestion, String reason) {
        return new ColumnReading(
                name,
                Use.UNSURE,
                null,
                null,
                null,
                DecimalMark.UNKNOWN,
                suggestion == null ? null : suggestion.key(),
                reason);
    }

    static ColumnReading ignored(String name, String reason) {
        return new ColumnReading(name, Use.IGNORED, null, null, null, DecimalMark.UNKNOWN, null, reason);
    }

    /** A column that we have added to a rejected record. */
    public static ColumnReading ofReject(String name) {
        return ignored(name, "added by us to a rejected record");
    }

    ColumnReading in(@Nullable String namedCurrency, @Nullable String namedUnit) {
        return new ColumnReading(name, use, field, namedCurrency, namedUnit, decimalMark, suggestion, reason);
    }

    public ColumnReading with(DecimalMark mark) {
        return new ColumnReading(name, use, field, currency, unit, mark, suggestion, reason);
    }

    ColumnReading because(String sentence) {
        return new ColumnReading(name, use, field, currency, unit, decimalMark, suggestion, sentence);
    }

    /** The field, null unless it is one. */
    @Nullable
    public ProductColumn column() {
        return field == null ? null : ProductColumn.ofKey(field);
    }
}
