package dev.longhaul.shop.productimport.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Finds a file's encoding while its bytes pass. A byte order mark or the zero bytes of UTF-16 decide at once; otherwise
 * the whole file is looked at, because the first letter that tells may come late. For one thread.
 */
final class EncodingDetector {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int UTF_16_SAMPLE = 1024;

    private final UniversalDetector detector = new UniversalDetector();
    private final @Nullable Charset decided;
    private final int byteOrderMarkBytes;
    private final ByteTally tally = new ByteTally();

    /** The prefix decides what it can; it is looked at again only through {@link #see}. */
    EncodingDetector(byte[] prefix, int length) {
        if (startsWith(prefix, length, 0xEF, 0xBB, 0xBF)) {
            decided = StandardCharsets.UTF_8;
            byteOrderMarkBytes = 3;
        } else if (startsWith(prefix, length, 0xFF, 0xFE)) {
            decided = StandardCharsets.UTF_16LE;
            byteOrderMarkBytes = 2;
        } else if (startsWith(prefix, length, 0xFE, 0xFF)) {
            decided = StandardCharsets.UTF_16BE;
            byteOrderMarkBytes = 2;
        } else {
            decided = utf16WithoutMark(prefix, length);
            byteOrderMarkBytes = 0;
        }
    }

    int byteOrderMarkBytes() {
        return byteOrderMarkBytes;
    }

    boolean isSixteenBit() {
        return StandardCharsets.UTF_16LE.equals(decided) || StandardCharsets.UTF_16BE.equals(decided);
    }

    void see(byte[] bytes, int from, int length) {
        if (decided != null) {
            return;
        }
        tally.see(bytes, from, length);
        if (!detector.isDone()) {
            detector.handleData(bytes, from, length);
        }
    }

    /**
     * The encoding of everything seen; nothing can be seen after. A few bytes that are no UTF-8 are faults of their
     * records in a file that otherwise is; Latin text of anything else is Windows-1252, what spreadsheets in western
     * Europe write.
     *
     * @throws UnreadableFileException when it is unknown, or one whose delimiters are not the bytes of ASCII
     */
    Charset encoding() throws UnreadableFileException {
        if (decided != null) {
            return decided;
        }
        detector.dataEnd();
        if (tally.isAscii() || tally.isMostlyUtf8()) {
            return StandardCharsets.UTF_8;
        }
        // of a few accented letters the detector makes Greek; of a text of another alphabet it is a good judge
        return tally.isMostlyLatin() ? WINDOWS_1252 : ofOtherAlphabet(detector.getDetectedCharset());
    }

    private static Charset ofOtherAlphabet(@Nullable String name) throws UnreadableFileException {
        if (name != null
                && Charset.isSupported(name)
                && Charset.forName(name).newEncoder().maxBytesPerChar() == 1) {
            return Charset.forName(name);
        }
        throw UnreadableFileException.ofStructure(
                "encoding-unknown",
                "the file's encoding " + (name == null ? "is not known" : "seems to be " + name + ", which is not read")
                        + "; save it as UTF-8");
    }

    private static boolean startsWith(byte[] bytes, int length, int... start) {
        if (length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    // in the names of columns every second byte of UTF-16 is zero, whichever alphabet the records are in
    private static @Nullable Charset utf16WithoutMark(byte[] prefix, int length) {
        int sample = Math.min(length, UTF_16_SAMPLE) & ~1;
        int evenZeros = 0;
        int oddZeros = 0;
        for (int i = 0; i < sample; i += 2) {
            evenZeros += prefix[i] == 0 ? 1 : 0;
            oddZeros += prefix[i + 1] == 0 ? 1 : 0;
        }
        int most = sample / 2 * 2 / 3;
        if (sample > 0 && oddZeros > most && evenZeros == 0) {
            return StandardCharsets.UTF_16LE;
        }
        return sample > 0 && evenZeros > most && oddZeros == 0 ? StandardCharsets.UTF_16BE : null;
    }
}
