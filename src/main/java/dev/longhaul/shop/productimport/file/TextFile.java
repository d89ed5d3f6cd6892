package dev.longhaul.shop.productimport.file;

import dev.longhaul.shop.productimport.file.FileFormat.Container;
import dev.longhaul.shop.productimport.file.FileFormat.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;

/** Tables as text: CSV, TSV and the like. */
final class TextFile {

    /** Enough for the header of any export; what it says about encoding is only a guess, unless it is UTF-16. */
    private static final int PREFIX_BYTES = 1 << 16;

    private TextFile() {}

    /** Reads a text to its end, as {@link RecordFile#examine} does. */
    static FileFormat examine(InputStream bytes, FileChoices choices, HeaderJudge judge, RecordVisitor visitor)
            throws IOException, UnreadableFileException {
        byte[] prefix = bytes.readNBytes(PREFIX_BYTES);
        if (prefix.length == 0) {
            throw UnreadableFileException.ofStructure("empty", "the file is empty");
        }
        TextFormat guess = guess(prefix, judge);
        EncodingDetector encoding = new EncodingDetector(prefix, prefix.length);
        encoding.see(prefix, 0, prefix.length);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(prefix), seenBy(encoding, bytes));
        long recordCount = 0;
        List<String> header;
        try (RecordReader reader = RecordReader.open(whole, guess)) {
            header = reader.header();
            visitor.header(header);
            for (FileRecord record = reader.next(); record != null; record = reader.next()) {
                visitor.record(record);
                recordCount++;
            }
        }
        if (recordCount == 0) {
            throw UnreadableFileException.ofStructure("no-records", "the file has a header and no record below it");
        }
        TextFormat format = guess.withEncoding(encoding.encoding().name(), false);
        if (!format.encoding().equals(guess.encoding())) {
            header = headerOf(prefix, format);
            visitor.header(header);
        }
        return new FileFormat(Container.NONE, null, Kind.TEXT, format, null, header, recordCount);
    }

    /** Opens a text that was examined; closes the bytes with the records. */
    static RecordSource open(InputStream bytes, TextFormat format) throws IOException, UnreadableFileException {
        return RecordReader.open(bytes, format);
    }

    private static TextFormat guess(byte[] prefix, HeaderJudge judge) throws IOException, UnreadableFileException {
        EncodingDetector encoding = new EncodingDetector(prefix, prefix.length);
        FileKind.requireText(prefix, prefix.length, encoding.isSixteenBit());
        encoding.see(prefix, 0, prefix.length);
        TextFormat format =
                new TextFormat(encoding.encoding().name(), false, encoding.byteOrderMarkBytes(), ',', true, 1);
        String beginning = new String(
                prefix, format.byteOrderMarkBytes(), prefix.length - format.byteOrderMarkBytes(), format.charset());
        if (CellText.isBlank(beginning)) {
            throw UnreadableFileException.ofStructure("empty", "the file holds nothing but blanks");
        }
        return DelimiterDetector.detect(beginning, format, judge);
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
