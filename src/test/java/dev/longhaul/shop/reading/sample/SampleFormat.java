package dev.longhaul.shop.reading.sample;

import dev.longhaul.shop.file.Files;
import dev.longhaul.shop.file.Packed;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How the bytes of a file are made of its rows. */
public enum SampleFormat {
    COMMA,
    SEMICOLON,
    TAB,
    /** With semicolons, and commas before the decimals. */
    DECIMAL_COMMA,
    WORKBOOK,
    JSON,
    JSON_LINES,
    /** RSS with Google's names, whatever the layout. */
    FEED,
    GZIP,
    ZIP,
    ZIPPED_WORKBOOK,
    UTF_8_MARK,
    UTF_16LE_MARK,
    UTF_16BE_MARK,
    UTF_16LE,
    UTF_16BE,
    WINDOWS_1252;

    private static final String MARK = "\uFEFF";
    private static final Charset WESTERN = Charset.forName("windows-1252");

    /** Has all letters that a file of this format can hold. */
    Charset letters() {
        return this == WINDOWS_1252 ? WESTERN : StandardCharsets.UTF_8;
    }

    byte[] bytes(SampleLayout layout, List<SampleProduct> products) {
        SampleTable table = layout.table(products);
        return switch (this) {
            case COMMA -> Files.utf8(table.delimited(','));
            case SEMICOLON -> Files.utf8(table.delimited(';'));
            case DECIMAL_COMMA -> Files.utf8(table.withDecimalCommas().delimited(';'));
            case TAB -> Files.utf8(table.delimited('\t'));
            case WORKBOOK -> table.workbook();
            case JSON -> Files.utf8(table.json());
            case JSON_LINES -> Files.utf8(table.jsonLines());
            case FEED -> Files.utf8(FlatLayouts.googleFeed(layout.of(products)));
            case GZIP -> Packed.gzip(Files.utf8(table.delimited(',')));
            case ZIP -> Packed.zip().with("products.csv", table.delimited(';')).bytes();
            case ZIPPED_WORKBOOK ->
                Packed.zip().with("products.xlsx", table.workbook()).bytes();
            case UTF_8_MARK -> Files.utf8(MARK + table.delimited(';'));
            case UTF_16LE_MARK -> (MARK + table.delimited('\t')).getBytes(StandardCharsets.UTF_16LE);
            case UTF_16BE_MARK -> (MARK + table.delimited(',')).getBytes(StandardCharsets.UTF_16BE);
            case UTF_16LE -> table.delimited(';').getBytes(StandardCharsets.UTF_16LE);
            case UTF_16BE -> table.delimited(',').getBytes(StandardCharsets.UTF_16BE);
            case WINDOWS_1252 -> table.delimited(';').getBytes(WESTERN);
        };
    }
}
