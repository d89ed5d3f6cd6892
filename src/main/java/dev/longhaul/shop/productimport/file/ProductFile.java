package dev.longhaul.shop.productimport.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.List;

/** Reads a whole file once, in memory that does not depend on its length. */
public final class ProductFile {

    /** Enough for the header of any export; what it says about encoding is only a guess, unless it is UTF-16. */
    private static final int PREFIX_BYTES = 1 << 16;

    private ProductFile() {}

    /**
     * Reads a file to its end, as an import would.
     *
     * @throws UnreadableFileException when it cannot be imported: empty, without a record, binary, without a known
     *     column, broken in its structure
     * @throws IOException of the stream
     */
    public static FileShape examine(InputStream bytes) throws IOException, UnreadableFileException {
        byte[] prefix = bytes.readNBytes(PREFIX_BYTES);
        requireNotEmpty(prefix);
        TextFormat guess = guess(prefix);
        EncodingDetector encoding = new EncodingDetector(prefix, prefix.length);
        encoding.see(prefix, 0, prefix.length);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(prefix), seenBy(encoding, bytes));
        long recordCount = 0;
        List<String> header;
        try (RecordReader reader = RecordReader.open(whole, guess)) {
            header = reader.header();
            ColumnMapping.of(header);
            while (reader.next() != null) {
                recordCount++;
            }
        }
        if (recordCount == 0) {
            throw UnreadableFileException.ofStructure("no-records", "the file has a header and no record below it");
        }
        Charset charset = encoding.encoding();
        return new FileShape(
                charset.equals(guess.charset()) ? header : headerOf(prefix, guess.withCharset(charset)), recordCount);
    }

    /** Reads a file to its end to find the format with which {@link #examine} reads it. Reads no record. */
    public static TextFormat recognise(InputStream bytes) throws IOException, UnreadableFileException {
        byte[] prefix = bytes.readNBytes(PREFIX_BYTES);
        requireNotEmpty(prefix);
        TextFormat guess = guess(prefix);
        EncodingDetector encoding = new EncodingDetector(prefix, prefix.length);
        encoding.see(prefix, 0, prefix.length);
        seenBy(encoding, bytes).transferTo(OutputStream.nullOutputStream());
        return guess.withCharset(encoding.encoding());
    }

    private static void requireNotEmpty(byte[] prefix) throws UnreadableFileException {
        if (prefix.length == 0) {
            throw UnreadableFileException.ofStructure("empty", "the file is empty");
        }
    }

    private static TextFormat guess(byte[] prefix) throws IOException, UnreadableFileException {
        EncodingDetector encoding = new EncodingDetector(prefix, prefix.length);
        FileKind.requireText(prefix, prefix.length, encoding.isSixteenBit());
        encoding.see(prefix, 0, prefix.length);
        TextFormat format = new TextFormat(encoding.encoding(), encoding.byteOrderMarkBytes(), ',', false);
        String beginning = new String(
                prefix, format.byteOrderMarkBytes(), prefix.length - format.byteOrderMarkBytes(), format.charset());
        if (CellText.isBlank(beginning)) {
            throw UnreadableFileException.ofStructure("empty", "the file holds nothing but blanks");
        }
        return DelimiterDetector.detect(beginning, format);
    }

    private static List<String> headerOf(byte[] prefix, TextFormat format) throws IOException, UnreadableFileException {
        // the header alone: behind it the prefix may end in the middle of anything
        try (RecordReader reader = RecordReader.open(new ByteArrayInputStream(prefix), format)) {
            return reader.header();
        }
    }

    private static InputStream seenBy(EncodingDetector encoding, InputStream bytes) {
        return new SeenInputStream(bytes) {
            @Override
            protected void see(byte[] read, int from, int length) {
                encoding.see(read, from, length);
            }
        };
    }
}
