package dev.longhaul.shop.productimport.file;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects different words with a byte beyond ASCII while a file's bytes pass: those that come first, and later ones
 * with a byte that no earlier word had. A word is a run of ASCII letters and bytes beyond ASCII. For one thread.
 */
final class WordCollector {

    private static final int MOST = 5000;
    private static final int LONGEST = 40;

    // one character for each byte
    private final Set<String> words = new LinkedHashSet<>();
    private final boolean[] seen = new boolean[256];
    private final byte[] word = new byte[LONGEST];
    private int length;
    private boolean beyondAscii;
    private boolean unseen;

    void see(byte[] bytes, int from, int count) {
        for (int i = from; i < from + count; i++) {
            byte b = bytes[i];
            if (b < 0) {
                beyondAscii = true;
                unseen |= !seen[b & 0xFF];
                seen[b & 0xFF] = true;
                append(b);
            } else if (isLetter(b)) {
                append(b);
            } else {
                close();
            }
        }
    }

    private static boolean isLetter(int b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    private void append(byte b) {
        if (length < LONGEST) {
            word[length++] = b;
        }
    }

    private void close() {
        if (beyondAscii && (words.size() < MOST || unseen)) {
            words.add(new String(word, 0, length, StandardCharsets.ISO_8859_1));
        }
        beyondAscii = false;
        unseen = false;
        length = 0;
    }

    /** The words so far, as bytes. */
    List<byte[]> words() {
        close();
        return words.stream()
                .map(kept -> kept.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }
}
