package dev.longhaul.shop.file.feed;

import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.bytes.Beginning;
import dev.longhaul.shop.file.record.Examination;
import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.FileFormat;
import dev.longhaul.shop.file.record.FileFormat.Container;
import dev.longhaul.shop.file.record.FileFormat.Kind;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.RecordVisitor;
import dev.longhaul.shop.file.record.TextFormat;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Product feeds: RSS or Atom, mostly with Google's names. */
public final class FeedFile {

    private static final int MAX_BLANKS = 1 << 16;

    private FeedFile() {}

    /** Reads a feed to its end, as {@link RecordFile#examine} does. */
    public static FileFormat examine(Beginning beginning, InputStream bytes, FileChoices choices, RecordVisitor visitor)
            throws IOException, UnreadableFileException {
        TextFormat text = text(beginning, choices.encoding());
        try (RecordSource records = open(bytes, text, List.of())) {
            Examination examined =
                    Examination.of(records, visitor).requireRecords("the feed has no item with a field in it");
            return new FileFormat(
                    Container.NONE, null, Kind.FEED, text, null, examined.header(), examined.recordCount());
        }
    }

    // the UTF-8 mark overrides a declaration, which may be outdated
    private static @Nullable TextFormat text(Beginning beginning, @Nullable String encoding) {
        boolean marked = beginning.markBytes() > 0 && StandardCharsets.UTF_8.equals(beginning.charset());
        if (encoding == null && !marked) {
            return null;
        }
        String name = encoding == null ? StandardCharsets.UTF_8.name() : encoding;
        return TextFormat.of(name, marked ? beginning.markBytes() : 0, ',', true);
    }

    /** Opens a feed that was examined; closes the bytes with the records. */
    public static RecordSource open(InputStream bytes, @Nullable TextFormat text, List<String> known)
            throws IOException, UnreadableFileException {
        bytes.skipNBytes(text == null ? 0 : text.byteOrderMarkBytes());
        return FeedRecords.open(withoutBlanks(bytes), text == null ? null : text.encoding(), known);
    }

    // many programs write a blank line before the declaration, which XML does not allow
    private static InputStream withoutBlanks(InputStream bytes) throws IOException {
        PushbackInputStream rest = new PushbackInputStream(bytes);
        int c = rest.read();
        for (int i = 0; i < MAX_BLANKS && (c == ' ' || c == '\n' || c == '\r' || c == '\t'); i++) {
            c = rest.read();
        }
        if (c >= 0) {
            rest.unread(c);
        }
        return rest;
    }
}
