package dev.longhaul.shop.file.text;

import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.bytes.FileKind;
import dev.longhaul.shop.file.bytes.SeenInputStream;
import dev.longhaul.shop.file.encoding.EncodingDetector;
import dev.longhaul.shop.file.encoding.EncodingNames;
import dev.longhaul.shop.file.record.CellText;
import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.FileFormat;
import dev.longhaul.shop.file.record.FileFormat.Container;
import dev.longhaul.shop.file.record.FileFormat.Kind;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.HeaderJudge;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.RecordVisitor;
import dev.longhaul.shop.file.record.TextFormat;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.List;

/** Tables as text: CSV, TSV and the like. */
public final class TextFile {

    /** Enough for the header of any export; what it says about the encoding is only a guess, unless it is UTF-16. */
    private static final int PREFIX_BYTES = 1 << 16;

    private TextFile() {}

    /** Reads a text to its end, as {@link RecordFile#examine} does. */
    public static FileFormat examine(InputStream bytes, FileChoices choices, HeaderJudge judge, RecordVisitor visitor)
            throws IOException, UnreadableFileException {
        byte[] prefix = bytes.readNBytes(PREFIX_BYTES);
        if (prefix.length == 0) {
            throw UnreadableFileException.ofStructure(UnreadableFileException.EMPTY, "the file is empty");
        }
        Charset chosen = choices.encoding() == null ? null : EncodingNames.require(choices.encoding());
        EncodingDetector encoding = new EncodingDetector(prefix, chosen);
        encoding.see(prefix, 0, prefix.length);
        TextFormat guess = guess(prefix, encoding, choices, judge);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(prefix), seenBy(encoding, bytes));
        long recordCount = 0;
        List<String> header;
        TextFormat format;
        try (RecordReader reader = RecordReader.open(whole, guess)) {
            header = reader.header();
            visitor.header(header);
            for (FileRecord record = reader.next(); record != null; record = reader.next()) {
                visitor.record(record);
                recordCount++;
            }
            format = encoding.found().in(guess.withRepeatedHeaders(reader.repeatedHeaders()));
        }
        if (recordCount == 0) {
            throw UnreadableFileException.ofStructure("no-records", "the file has a header and no record below it");
        }
        if (!format.encoding().equals(guess.encoding())) {
            header = headerOf(prefix, format);
            visitor.header(header);
        }
        return new FileFormat(Container.NONE, null, Kind.TEXT, format, null, header, recordCount);
    }

    /** Opens a text that was examined; closes the bytes with the records. */
    public static RecordSource open(InputStream bytes, TextFormat format) throws IOException, UnreadableFileException {
        return RecordReader.open(bytes, format);
    }

    private static TextFormat guess(byte[] prefix, EncodingDetector encoding, FileChoices choices, HeaderJudge judge)
            throws IOException, UnreadableFileException {
        FileKind.requireText(prefix, prefix.length, encoding.isSixteenBit());
        boolean whole = prefix.length < PREFIX_BYTES;
        // nothing more will come, so an unknown encoding is reported before any fault that its letters would cause
        Charset charset = whole ? encoding.found().charset() : encoding.guess();
        int mark = encoding.byteOrderMarkBytes();
        TextFormat format = TextFormat.of(charset.name(), mark, ',', true);
        String beginning = new String(prefix, mark, prefix.length - mark, charset);
        if (CellText.isBlank(beginning)) {
            throw UnreadableFileException.ofStructure(
                    UnreadableFileException.EMPTY, "the file holds nothing but blanks");
        }
        return new DelimiterDetector(new TableSample.Beginning(beginning, whole, judge)).detect(format, choices);
    }

    private static List<String> headerOf(byte[] prefix, TextFormat format) throws IOException, UnreadableFileException {
        // the header alone: after it the prefix may end in the middle of anything
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
