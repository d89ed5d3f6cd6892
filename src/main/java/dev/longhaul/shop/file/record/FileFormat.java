package dev.longhaul.shop.file.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the bytes of a file become records: found when the file is examined, stored with it, and used by every later
 * reader, so that all read the same records. Stored as JSON.
 *
 * @param container what the table is packed in
 * @param entry the table's name in a {@link Container#ZIP}, null in others
 * @param kind what the table is
 * @param text how its bytes become text, and the text of {@link Kind#TEXT} cells; null in a {@link Kind#WORKBOOK} and
 *     in a {@link Kind#FEED} that declares its encoding
 * @param sheet which part of a {@link Kind#WORKBOOK} is read, null in others
 * @param header the names of all columns, in their order
 * @param recordCount how many records the file has
 */
public record FileFormat(
        Container container,
        @Nullable String entry,
        Kind kind,
        @Nullable TextFormat text,
        @Nullable SheetFormat sheet,
        List<String> header,
        long recordCount) {

    public FileFormat {
        header = List.copyOf(header);
    }

    /** The same table, packed. */
    public FileFormat in(Container outer, @Nullable String name) {
        return new FileFormat(outer, name, kind, text, sheet, header, recordCount);
    }

    /** What a table is packed in. */
    public enum Container {
        NONE,
        GZIP,
        ZIP
    }

    /** What a table is. */
    public enum Kind {
        /** Cells between delimiters: CSV, TSV and the like. */
        TEXT,
        /** A sheet of an XLSX file. */
        WORKBOOK,
        /** One JSON array of objects, or an object that holds one. */
        JSON,
        /** A JSON object on each line. */
        JSON_LINES,
        /** Products as XML: RSS or Atom with Google's product names. */
        FEED
    }
}
