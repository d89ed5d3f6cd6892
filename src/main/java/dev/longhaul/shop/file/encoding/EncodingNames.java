package dev.longhaul.shop.file.encoding;

import dev.longhaul.shop.file.record.CellText;
import dev.longhaul.shop.file.record.Headers;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Encodings by the names that people and programs give them. */
public final class EncodingNames {

    private static final Map<String, String> OTHER_NAMES = Map.of(
            "macintosh", "x-MacRoman",
            "mac", "x-MacRoman",
            "mac-roman", "x-MacRoman",
            "x-mac-roman", "x-MacRoman",
            "ansi", "windows-1252",
            "utf-8-sig", "UTF-8",
            "utf8-bom", "UTF-8");

    private EncodingNames() {}

    /**
     * The encoding of this name, as programs and people write it.
     *
     * @throws UnreadableFileException when there is no such encoding, or it is not supported
     */
    public static Charset require(String name) throws UnreadableFileException {
        Charset charset = find(CellText.trimmed(name));
        if (charset == null || !isRead(charset)) {
            throw UnreadableFileException.ofStructure(
                    "encoding-unknown",
                    "the encoding " + Headers.shortened(name)
                            + (charset == null ? " is not known" : " is not supported")
                            + "; name UTF-8, UTF-16 or one with one byte per character, such as windows-1252,"
                            + " windows-1250, ISO-8859-15, MacRoman, cp850 or KOI8-R");
        }
        return charset;
    }

    private static @Nullable Charset find(String name) {
        String known = OTHER_NAMES.getOrDefault(name.toLowerCase(Locale.ROOT), name);
        try {
            return Charset.isSupported(known) ? Charset.forName(known) : null;
        } catch (IllegalCharsetNameException e) {
            return null;
        }
    }

    /** UTF-8, UTF-16, and all encodings with one byte per character. */
    static boolean isRead(Charset charset) {
        return charset.equals(StandardCharsets.UTF_8)
                || isUtf16(charset)
                || (charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1);
    }

    static boolean isUtf16(Charset charset) {
        return charset.equals(StandardCharsets.UTF_16)
                || charset.equals(StandardCharsets.UTF_16LE)
                || charset.equals(StandardCharsets.UTF_16BE);
    }
}
