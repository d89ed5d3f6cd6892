package dev.longhaul.shop.file.record;

import java.nio.charset.Charset;
import java.util.List;

/**
 * How the bytes of a text become cells.
 *
 * @param encoding the charset's name
 * @param encodingAssumed several encodings would fit the bytes, and this one is the likeliest
 * @param otherReadings what the text would be in the next likeliest encodings, when one is assumed; at most three
 * @param twiceEncoded words that look like UTF-8 encoded a second time, such as {@code GrÃ¶ÃŸe}; at most three
 * @param byteOrderMarkBytes how many bytes at the start are not part of a cell
 * @param delimiter between two cells
 * @param quoted cells may be in quotes; false for files in which a quote is an ordinary character
 * @param headerLine the line with the column names, the first is 1; zero when the file has none
 * @param skippedLines how many lines at the start are not part of a record: titles, blank lines, {@code sep=;}
 * @param columnCount how many columns the table has; zero if it has as many as the header has names
 * @param repeatedHeaders how many records repeat the header and are skipped
 */
public record TextFormat(
        String encoding,
        boolean encodingAssumed,
        List<OtherReading> otherReadings,
        List<String> twiceEncoded,
        int byteOrderMarkBytes,
        char delimiter,
        boolean quoted,
        int headerLine,
        int skippedLines,
        int columnCount,
        long repeatedHeaders) {

    public TextFormat {
        otherReadings = List.copyOf(otherReadings);
        twiceEncoded = List.copyOf(twiceEncoded);
    }

    /**
     * What a text would be in another encoding.
     *
     * @param encoding the charset's name
     * @param words some of the words that would read differently; at most three
     */
    public record OtherReading(String encoding, List<String> words) {

        public OtherReading {
            words = List.copyOf(words);
        }
    }

    /** UTF-8 without a mark, the header on the first line. */
    public static TextFormat utf8(char delimiter) {
        return of("UTF-8", 0, delimiter, true);
    }

    /** The header is on the first line. */
    public static TextFormat of(String encoding, int byteOrderMarkBytes, char delimiter, boolean quoted) {
        return new TextFormat(encoding, false, List.of(), List.of(), byteOrderMarkBytes, delimiter, quoted, 1, 0, 0, 0);
    }

    public Charset charset() {
        return Charset.forName(encoding);
    }

    /** The same in this encoding; the parameters are as in the record. */
    public TextFormat withEncoding(String name, boolean assumed, List<OtherReading> others, List<String> twice) {
        return new TextFormat(
                name,
                assumed,
                others,
                twice,
                byteOrderMarkBytes,
                delimiter,
                quoted,
                headerLine,
                skippedLines,
                columnCount,
                repeatedHeaders);
    }

    public TextFormat withDelimiter(char other, boolean quotes) {
        return new TextFormat(
                encoding,
                encodingAssumed,
                otherReadings,
                twiceEncoded,
                byteOrderMarkBytes,
                other,
                quotes,
                headerLine,
                skippedLines,
                columnCount,
                repeatedHeaders);
    }

    public TextFormat withTable(int header, int skipped, int columns) {
        return new TextFormat(
                encoding,
                encodingAssumed,
                otherReadings,
                twiceEncoded,
                byteOrderMarkBytes,
                delimiter,
                quoted,
                header,
                skipped,
                columns,
                repeatedHeaders);
    }

    public TextFormat withRepeatedHeaders(long count) {
        return new TextFormat(
                encoding,
                encodingAssumed,
                otherReadings,
                twiceEncoded,
                byteOrderMarkBytes,
                delimiter,
                quoted,
                headerLine,
                skippedLines,
                columnCount,
                count);
    }
}
