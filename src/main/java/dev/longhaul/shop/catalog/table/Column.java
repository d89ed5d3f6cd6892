package dev.longhaul.shop.catalog.table;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One column of a {@link Table}. The enum of a table implements it; the constant's name is the column's name. */
public interface Column {

    /** The constant's name: the name in SQL in capitals. */
    String name();

    /** The column's slot in a row, from zero. */
    int ordinal();

    ColumnType type();

    /**
     * The length of the longest text, zero for numbers. Measured like {@link String#length()}, in which an emoji counts
     * two: H2 counts like that, and PostgreSQL counts less. Of a composite value its text is measured.
     */
    int longest();

    /** True if records set this column and nothing else depends on it; false for keys and options. */
    boolean isValue();

    /** True if every row has a value, so that no record can clear it. */
    default boolean isRequired() {
        return false;
    }

    /** The value's header in an export, which an import recognises. Null if the export leaves the column out. */
    @Nullable
    String header();

    default String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name in camel case. */
    default String jsonName() {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < name().length(); i++) {
            boolean startsWord = i > 0 && name().charAt(i - 1) == '_';
            char c = name().charAt(i);
            if (c != '_') {
                json.append(startsWord ? c : Character.toLowerCase(c));
            }
        }
        return json.toString();
    }

    /** The column's position in the results of {@link Table#select()}, from one. */
    default int position() {
        return ordinal() + 1;
    }

    /** The value in the row under the cursor of {@link Table#select()}. */
    default @Nullable Object read(ResultSet results) throws SQLException {
        return type().read(results, position());
    }
}
