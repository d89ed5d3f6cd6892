package dev.longhaul.shop.productimport.file;

import java.nio.charset.Charset;

/**
 * How the bytes of a text become cells.
 *
 * @param encoding the charset's name
 * @param encodingAssumed several encodings would fit the bytes, and this one is the likeliest
 * @param byteOrderMarkBytes how many bytes at the start belong to no cell
 * @param delimiter between two cells
 * @param quoted cells may be in quotes; false for files in which a quote is a letter like others
 * @param headerLine the line on which the names of the columns stand, the first is 1; zero when the file has none
 */
public record TextFormat(
        String encoding,
        boolean encodingAssumed,
        int byteOrderMarkBytes,
        char delimiter,
        boolean quoted,
        int headerLine) {

    /** UTF-8 without a mark, the header on the first line. */
    public static TextFormat utf8(char delimiter) {
        return new TextFormat("UTF-8", false, 0, delimiter, true, 1);
    }

    Charset charset() {
        return Charset.forName(encoding);
    }

    TextFormat withEncoding(String other, boolean assumed) {
        return new TextFormat(other, assumed, byteOrderMarkBytes, delimiter, quoted, headerLine);
    }
}
