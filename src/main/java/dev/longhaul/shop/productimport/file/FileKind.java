package dev.longhaul.shop.productimport.file;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Kinds of files that are no table of text, known by their first bytes: names and types are only claims. */
enum FileKind {
    ZIP("a ZIP or Excel (XLSX) file", "PK\u0003\u0004"),
    OLD_EXCEL("an old Excel (XLS) file", "\u00d0\u00cf\u0011\u00e0"),
    GZIP("a gzip file", "\u001f\u008b"),
    PDF("a PDF file", "%PDF-"),
    ELF("a program (ELF)", "\u007fELF"),
    PROGRAM("a program (EXE)", "MZ\u0090\u0000"),
    PNG("a picture (PNG)", "\u0089PNG"),
    JPEG("a picture (JPEG)", "\u00ff\u00d8\u00ff"),
    HTML("a web page (HTML)", "<!doctype html"),
    HTML_WITHOUT_TYPE("a web page (HTML)", "<html"),
    XML("an XML file", "<?xml");

    private static final int TEXT_CONTROL_SHARE = 100;

    private final String description;
    private final String start;

    FileKind(String description, String start) {
        this.description = description;
        this.start = start;
    }

    /** Refuses what cannot be a table, by its magic number or by a share of control characters no text has. */
    static void requireText(byte[] prefix, int length, boolean sixteenBit) throws UnreadableFileException {
        FileKind kind = of(prefix, length);
        if (kind != null) {
            throw UnreadableFileException.ofOtherKind(
                    "not-a-table",
                    "the file is " + kind.description
                            + "; only tables as text are read: CSV or TSV, as a spreadsheet saves them");
        }
        if (!sixteenBit && isBinary(prefix, length)) {
            throw UnreadableFileException.ofOtherKind(
                    "binary",
                    "the file holds binary bytes, not text; only tables as text are read: CSV or TSV, as a spreadsheet saves them");
        }
    }

    private static @Nullable FileKind of(byte[] prefix, int length) {
        String start = new String(prefix, 0, Math.min(length, 512), StandardCharsets.ISO_8859_1);
        String markup = start.stripLeading().toLowerCase(Locale.ROOT);
        for (FileKind kind : values()) {
            boolean same = kind.start.startsWith("<") ? markup.startsWith(kind.start) : start.startsWith(kind.start);
            if (same) {
                return kind;
            }
        }
        return null;
    }

    // a stray NUL in a cell is a fault of one record; one character in a hundred is no text at all
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
