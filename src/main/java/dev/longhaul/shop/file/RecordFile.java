package dev.longhaul.shop.file;

import dev.longhaul.shop.file.bytes.Archive;
import dev.longhaul.shop.file.bytes.Beginning;
import dev.longhaul.shop.file.bytes.RefusedBytesException;
import dev.longhaul.shop.file.bytes.UnpackedInputStream;
import dev.longhaul.shop.file.feed.FeedFile;
import dev.longhaul.shop.file.json.JsonFile;
import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.FileFormat;
import dev.longhaul.shop.file.record.FileFormat.Container;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.HeaderJudge;
import dev.longhaul.shop.file.record.Headers;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.RecordVisitor;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.file.sheet.WorkbookFile;
import dev.longhaul.shop.file.text.TextFile;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Files of records: examined once when they arrive, then opened as often as they are read. */
public final class RecordFile {

    private RecordFile() {}

    /**
     * Reads a file to its end, in memory that does not depend on its length, and finds out how to read it. Packed bytes
     * are unpacked as they pass; a ZIP, and so a workbook, is kept in a temporary file meanwhile.
     *
     * @param bytes from the start of the file; not closed
     * @param visitor sees the header and each record, as {@link #open} gives them; only letters beyond ASCII may
     *     differ, because the end of a file may reveal its encoding
     * @throws UnreadableFileException when it cannot be read: empty, without a record, of an unknown kind, broken in
     *     its structure, or unpacking to more than a table would
     * @throws IOException of the stream, or of the temporary file
     */
    public static FileFormat examine(InputStream bytes, FileChoices choices, HeaderJudge judge, RecordVisitor visitor)
            throws IOException, UnreadableFileException {
        InputStream source = unclosed(bytes);
        try {
            FileFormat format = examinePacked(source, choices, judge, visitor);
            source.transferTo(OutputStream.nullOutputStream());
            return format;
        } catch (RefusedBytesException e) {
            throw e.refusal();
        }
    }

    private static FileFormat examinePacked(
            InputStream bytes, FileChoices choices, HeaderJudge judge, RecordVisitor visitor)
            throws IOException, UnreadableFileException {
        Beginning beginning = Beginning.of(bytes);
        InputStream whole = beginning.followedBy(bytes);
        if (beginning.isGzip()) {
            try (InputStream unpacked = UnpackedInputStream.gunzip(whole)) {
                return examineInner(unpacked, "the content of the gzip file", choices, judge, visitor)
                        .in(Container.GZIP, null);
            }
        }
        if (!beginning.isZip()) {
            return examinePlain(beginning, whole, choices, judge, visitor);
        }
        try (Archive archive = Archive.open(whole)) {
            if (archive.isWorkbook()) {
                return WorkbookFile.examine(archive, choices, judge, visitor);
            }
            archive.requireNoDocument();
            String table = archive.table(choices.entry());
            try (InputStream entry = archive.entry(table)) {
                return examineInner(entry, Headers.shortened(table), choices, judge, visitor)
                        .in(Container.ZIP, table);
            }
        }
    }

    /** What is in an archive: a table or a workbook, but not another archive. */
    private static FileFormat examineInner(
            InputStream bytes, String name, FileChoices choices, HeaderJudge judge, RecordVisitor visitor)
            throws IOException, UnreadableFileException {
        Beginning beginning = Beginning.of(bytes);
        InputStream whole = beginning.followedBy(bytes);
        if (beginning.isGzip()) {
            throw Archive.nested(name);
        }
        if (!beginning.isZip()) {
            return examinePlain(beginning, whole, choices, judge, visitor);
        }
        try (Archive inner = Archive.open(whole)) {
            if (!inner.isWorkbook()) {
                inner.requireNoDocument();
                throw Archive.nested(name);
            }
            return WorkbookFile.examine(inner, choices, judge, visitor);
        }
    }

    private static FileFormat examinePlain(
            Beginning beginning, InputStream whole, FileChoices choices, HeaderJudge judge, RecordVisitor visitor)
            throws IOException, UnreadableFileException {
        beginning.requireNoOtherKind();
        if (beginning.isXml()) {
            return FeedFile.examine(beginning, whole, choices, visitor);
        }
        if (beginning.isJson()) {
            return JsonFile.examine(beginning, whole, choices, judge, visitor);
        }
        return TextFile.examine(whole, choices, judge, visitor);
    }

    /**
     * Opens a file that was examined.
     *
     * @param bytes from the start of the file; closed with the records, and when opening fails
     * @throws UnreadableFileException when it is not the file that was examined
     */
    public static RecordSource open(InputStream bytes, FileFormat format) throws IOException, UnreadableFileException {
        RecordSource records = null;
        try {
            records = new Unpacked(openPacked(bytes, format));
            return records;
        } catch (RefusedBytesException e) {
            throw e.refusal();
        } finally {
            if (records == null) {
                bytes.close();
            }
        }
    }

    private static RecordSource openPacked(InputStream bytes, FileFormat format)
            throws IOException, UnreadableFileException {
        return switch (format.container()) {
            case NONE -> openTable(bytes, format);
            case GZIP -> openTable(UnpackedInputStream.gunzip(bytes), format);
            case ZIP -> openTable(archive(bytes).lastEntry(Objects.requireNonNull(format.entry())), format);
        };
    }

    private static RecordSource openTable(InputStream bytes, FileFormat format)
            throws IOException, UnreadableFileException {
        boolean opened = false;
        try {
            RecordSource records =
                    switch (format.kind()) {
                        case TEXT -> TextFile.open(bytes, Objects.requireNonNull(format.text()));
                        case WORKBOOK -> WorkbookFile.open(archive(bytes), format);
                        case JSON, JSON_LINES -> JsonFile.open(bytes, format);
                        case FEED -> FeedFile.open(bytes, format.text(), format.header());
                    };
            opened = true;
            return records;
        } finally {
            if (!opened) {
                bytes.close();
            }
        }
    }

    private static Archive archive(InputStream bytes) throws IOException, UnreadableFileException {
        try (bytes) {
            return Archive.open(bytes);
        }
    }

    private static InputStream unclosed(InputStream bytes) {
        return new FilterInputStream(bytes) {
            @Override
            public void close() {
                // the caller that opened it reads what is left
            }
        };
    }

    /** Records whose bytes may be refused during unpacking. */
    private record Unpacked(RecordSource records) implements RecordSource {

        @Override
        public List<String> header() {
            return records.header();
        }

        @Override
        public @Nullable FileRecord next() throws IOException, UnreadableFileException {
            try {
                return records.next();
            } catch (RefusedBytesException e) {
                throw e.refusal();
            }
        }

        @Override
        public void close() throws IOException {
            records.close();
        }
    }
}
