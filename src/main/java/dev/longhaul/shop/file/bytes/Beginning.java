package dev.longhaul.shop.file.bytes;

import dev.longhaul.shop.file.record.UnreadableFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The first bytes of a file, by which its kind is known: names and types are only claims. */
public final class Beginning {

    private static final int MAX_BYTES = 1 << 16;

    private final byte[] bytes;
    private final Charset charset;
    private final int markBytes;

    private Beginning(byte[] bytes) {
        this.bytes = bytes;
        if (startsWith("\u00ef\u00bb\u00bf")) {
            charset = StandardCharsets.UTF_8;
            markBytes = 3;
        } else if (startsWith("\u00ff\u00fe")) {
            charset = StandardCharsets.UTF_16LE;
            markBytes = 2;
        } else if (startsWith("\u00fe\u00ff")) {
            charset = StandardCharsets.UTF_16BE;
            markBytes = 2;
        } else {
            charset = withoutMark(bytes);
            markBytes = 0;
        }
    }

    public static Beginning of(InputStream source) throws IOException {
        return new Beginning(source.readNBytes(MAX_BYTES));
    }

    // JSON and XML begin with an ASCII character
    private static Charset withoutMark(byte[] bytes) {
        if (bytes.length > 1 && bytes[0] == 0 && bytes[1] != 0) {
            return StandardCharsets.UTF_16BE;
        }
        return bytes.length > 1 && bytes[0] != 0 && bytes[1] == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }

    /** The whole file again. */
    public InputStream followedBy(InputStream rest) {
        return new SequenceInputStream(new ByteArrayInputStream(bytes), rest);
    }

    /** In UTF, as the mark or the zeros say. */
    public Charset charset() {
        return charset;
    }

    public int markBytes() {
        return markBytes;
    }

    /** Decoded, without the mark; the last character may be half of one. */
    public String text() {
        return new String(bytes, markBytes, bytes.length - markBytes, charset);
    }

    public boolean isGzip() {
        return startsWith("\u001f\u008b\b");
    }

    public boolean isZip() {
        return startsWith("PK\u0003\u0004") || startsWith("PK\u0005\u0006");
    }

    /** What an XLSX has near its start; used to recognise one inside another archive. */
    boolean isZipLikeAWorkbook() {
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        return isZip() && (latin.contains("[Content_Types].xml") || latin.contains("xl/"));
    }

    public boolean isXml() {
        String text = start();
        return text.startsWith("<?xml")
                || text.startsWith("<!--")
                || (text.length() > 1 && text.charAt(0) == '<' && Character.isLetter(text.charAt(1)))
                || text.startsWith("<!doctype");
    }

    /** A JSON list or object; a header such as {@code [sku],[name]} is not one. */
    public boolean isJson() {
        String text = start();
        String second = text.isEmpty() ? "" : text.substring(1).stripLeading();
        if (text.startsWith("[")) {
            return second.startsWith("{")
                    || second.startsWith("[")
                    || second.startsWith("\"")
                    || second.startsWith("]");
        }
        return text.startsWith("{") && (second.startsWith("\"") || second.startsWith("}"));
    }

    /** Refuses what cannot be a table. */
    public void requireNoOtherKind() throws UnreadableFileException {
        FileKind.requireKnown(bytes, bytes.length);
    }

    /** Says whether it may be a table; only a workbook may be packed once more. */
    boolean mayBeTable() {
        if (isGzip() || bytes.length == 0) {
            return false;
        }
        if (isZip()) {
            return isZipLikeAWorkbook();
        }
        try {
            FileKind.requireText(bytes, bytes.length, !StandardCharsets.UTF_8.equals(charset));
            return true;
        } catch (UnreadableFileException e) {
            return false;
        }
    }

    private String start() {
        String text = text().stripLeading();
        return text.substring(0, Math.min(text.length(), 512)).toLowerCase(Locale.ROOT);
    }

    private boolean startsWith(String latin) {
        if (bytes.length < latin.length()) {
            return false;
        }
        for (int i = 0; i < latin.length(); i++) {
            if ((bytes[i] & 0xFF) != latin.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
