package dev.longhaul.shop.file.encoding;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of a file say about its encoding. A byte order mark overrides what the sender says about the
 * file, as on the web.
 *
 * @param charset null when they say nothing
 * @param markBytes how many bytes belong to the mark
 */
public record ByteOrder(@Nullable Charset charset, int markBytes) {

    private static final int SAMPLE = 1024;

    /** The high bytes of European letters in UTF-16; text with one byte per character has none of them. */
    private static final int HIGH_BYTES = 7;

    static ByteOrder of(byte[] prefix, @Nullable Charset chosen) {
        if (startsWith(prefix, 0xEF, 0xBB, 0xBF)) {
            return new ByteOrder(StandardCharsets.UTF_8, 3);
        }
        if (startsWith(prefix, 0xFF, 0xFE)) {
            return new ByteOrder(StandardCharsets.UTF_16LE, 2);
        }
        if (startsWith(prefix, 0xFE, 0xFF)) {
            return new ByteOrder(StandardCharsets.UTF_16BE, 2);
        }
        if (chosen == null) {
            return new ByteOrder(utf16WithoutMark(prefix), 0);
        }
        if (!EncodingNames.isUtf16(chosen)) {
            return new ByteOrder(null, 0);
        }
        if (!chosen.equals(StandardCharsets.UTF_16)) {
            return new ByteOrder(chosen, 0);
        }
        Charset found = utf16WithoutMark(prefix);
        return new ByteOrder(found == null ? StandardCharsets.UTF_16BE : found, 0);
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Charset utf16WithoutMark(byte[] prefix) {
        int pairs = Math.min(prefix.length, SAMPLE) / 2;
        int evenHigh = 0;
        int oddHigh = 0;
        int zeros = 0;
        for (int i = 0; i < 2 * pairs; i += 2) {
            evenHigh += prefix[i] >= 0 && prefix[i] < HIGH_BYTES ? 1 : 0;
            oddHigh += prefix[i + 1] >= 0 && prefix[i + 1] < HIGH_BYTES ? 1 : 0;
            zeros += prefix[i] == 0 || prefix[i + 1] == 0 ? 1 : 0;
        }
        int most = pairs * 2 / 3;
        int few = pairs / 10;
        if (zeros == 0) {
            return null;
        }
        if (oddHigh > most && evenHigh <= few) {
            return StandardCharsets.UTF_16LE;
        }
        return evenHigh > most && oddHigh <= few ? StandardCharsets.UTF_16BE : null;
    }
}
