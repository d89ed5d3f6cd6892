package dev.longhaul.shop.file.bytes;

import dev.longhaul.shop.file.record.UnreadableFileException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Kinds of files that are not read as tables, known by their first bytes: names and types are only claims. */
public enum FileKind {
    OLD_EXCEL("an old Excel (XLS) file", "\u00d0\u00cf\u0011\u00e0", "; save it as XLSX or CSV"),
    PDF("a PDF file", "%PDF-", "; ask for the table itself, as XLSX or CSV"),
    ELF("a program (ELF)", "\u007fELF"),
    PROGRAM("a program (EXE)", "MZ\u0090\u0000"),
    PNG("a picture (PNG)", "\u0089PNG"),
    JPEG("a picture (JPEG)", "\u00ff\u00d8\u00ff"),
    GIF("a picture (GIF)", "GIF8"),
    WEBP("a picture or a film (RIFF)", "RIFF"),
    HTML("a web page (HTML)", "<!doctype html", "; download the file that the page offers, or save the table as CSV"),
    HTML_WITHOUT_TYPE(
            "a web page (HTML)", "<html", "; download the file that the page offers, or save the table as CSV"),
    RICH_TEXT("a text document (RTF)", "{\\rtf"),
    SEVEN_ZIP("a 7z archive", "7z\u00bc\u00af'\u001c", "; unpack it, or pack it as ZIP"),
    RAR("a RAR archive", "Rar!\u001a\u0007", "; unpack it, or pack it as ZIP"),
    XZ("an xz file", "\u00fd7zXZ\u0000", "; unpack it, or pack it with gzip"),
    ZSTANDARD("a Zstandard file", "(\u00b5/\u00fd", "; unpack it, or pack it with gzip"),
    BZIP2("a bzip2 file", "BZh91AY&SY", "; unpack it, or pack it with gzip"),
    PARQUET("a Parquet file", "PAR1", "; save the table as CSV"),
    SQLITE("a database (SQLite)", "SQLite format 3\u0000", "; save the table as CSV");

    /** What is said about each kind for which there is no better advice. */
    static final String SUPPORTED =
            "; supported are CSV, TSV, XLSX, JSON, JSON lines and RSS or Atom product feeds, plain or packed as gzip or ZIP";

    private static final int TEXT_CONTROL_SHARE = 100;
    private static final int TAR_MAGIC = 257;
    /** What a workbook with a password has next to its encrypted bytes ([MS-OFFCRYPTO] section 2.3.4.4). */
    private static final String ENCRYPTED = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

    private static final Pattern DATANORM = Pattern.compile("V(?: \\d{6}|;\\d{2,3};[A-Za-z];\\d{8};)");

    private final String description;
    private final String start;
    private final String advice;

    FileKind(String description, String start) {
        this(description, start, SUPPORTED);
    }

    FileKind(String description, String start, String advice) {
        this.description = description;
        this.start = start;
        this.advice = advice;
    }

    /** Refuses what cannot be a table, by its magic number or by a share of control characters that no text has. */
    public static void requireText(byte[] prefix, int length, boolean sixteenBit) throws UnreadableFileException {
        requireKnown(prefix, length);
        if (!sixteenBit && isBinary(prefix, length)) {
            throw UnreadableFileException.ofOtherKind("binary", "the file holds binary bytes, not text" + SUPPORTED);
        }
    }

    /** Refuses what is known not to be a table, by its magic number. */
    static void requireKnown(byte[] prefix, int length) throws UnreadableFileException {
        String start = new String(prefix, 0, length, StandardCharsets.ISO_8859_1);
        FileKind kind = of(start);
        if (kind == OLD_EXCEL && start.contains(ENCRYPTED)) {
            throw other("an Excel file with a password; save it without one");
        }
        if (kind != null) {
            throw other(kind.description + kind.advice);
        }
        if (start.startsWith("ustar", TAR_MAGIC)) {
            throw other("a TAR archive; unpack it, or pack it as ZIP");
        }
        if (DATANORM.matcher(start).lookingAt()) {
            throw other("a Datanorm file, which is not supported; ask for the articles as XLSX or CSV");
        }
    }

    private static UnreadableFileException other(String what) {
        return UnreadableFileException.ofOtherKind("not-a-table", "the file is " + what);
    }

    private static @Nullable FileKind of(String start) {
        String markup =
                start.substring(0, Math.min(start.length(), 512)).stripLeading().toLowerCase(Locale.ROOT);
        for (FileKind kind : values()) {
            boolean same = kind.start.startsWith("<") ? markup.startsWith(kind.start) : start.startsWith(kind.start);
            if (same) {
                return kind;
            }
        }
        return null;
    }

    // a stray NUL in a cell is a fault of one record; with one in a hundred characters it is not text at all
    private static boolean isBinary(byte[] prefix, int length) {
        int controls = 0;
        for (int i = 0; i < length; i++) {
            int b = prefix[i] & 0xFF;
            if (b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                controls++;
            }
        }
        return controls * TEXT_CONTROL_SHARE > length;
    }
}
