package dev.longhaul.shop.productimport.file;

import java.nio.charset.Charset;

/**
 * How the bytes of a file become cells.
 *
 * @param byteOrderMarkBytes how many bytes at the start belong to no cell
 * @param delimiter between two cells
 * @param hasSeparatorLine the first line only names the delimiter ({@code sep=;}), as Excel writes it
 */
public record TextFormat(Charset charset, int byteOrderMarkBytes, char delimiter, boolean hasSeparatorLine) {

    TextFormat withCharset(Charset other) {
        return new TextFormat(other, byteOrderMarkBytes, delimiter, hasSeparatorLine);
    }
}
