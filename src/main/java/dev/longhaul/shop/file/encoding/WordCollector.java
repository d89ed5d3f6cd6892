package dev.longhaul.shop.file.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects different words with a byte beyond ASCII while a file's bytes pass: the first ones, and later ones with a
 * byte that no earlier word had. A word is a run of ASCII letters and bytes beyond ASCII. For one thread.
 *
 * <p>For maintainers: every byte of every upload passes here, so ASCII is skipped, and a word that is already known
 * costs only its hash.
 */
final class WordCollector {

    private static final int MOST = 5000;
    private static final int LONGEST = 40;
    private static final int TABLE = 1 << 14;

    private final List<byte[]> words = new ArrayList<>();

    /** The hashes of the words. A second word with the same hash is not kept, which is rare enough. */
    private final long[] hashes = new long[TABLE];

    private final boolean[] seen = new boolean[256];

    /** The beginning of a word that continues in the next bytes. */
    private final byte[] word = new byte[LONGEST];

    private int length;
    private boolean beyondAscii;
    private boolean unseen;

    void see(byte[] bytes, int from, int count) {
        int end = from + count;
        int i = from;
        if (beyondAscii) {
            i = append(bytes, i, end);
        }
        while (i < end) {
            int first = i;
            while (i < end && bytes[i] >= 0) {
                i++;
            }
            int start = i;
            int least = Math.max(first, i - LONGEST / 2);
            while (start > least && isLetter(bytes[start - 1])) {
                start--;
            }
            // a word that began in earlier bytes continues only if nothing comes between
            if (start > from || first > from) {
                length = 0;
            }
            i = append(bytes, start, end);
        }
    }

    private static boolean isLetter(int b) {
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'z';
    }

    /** Adds the bytes up to the end of the word, and keeps it if it has ended; returns the index after it. */
    private int append(byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && (bytes[i] < 0 || isLetter(bytes[i]))) {
            byte b = bytes[i++];
            if (b < 0) {
                beyondAscii = true;
                unseen |= !seen[b & 0xFF];
                seen[b & 0xFF] = true;
            }
            if (length < LONGEST) {
                word[length++] = b;
            } else if (b < 0) {
                word[LONGEST - 1] = b;
            }
        }
        if (i < end) {
            close();
        }
        return i;
    }

    private void close() {
        if (beyondAscii && (words.size() < MOST || unseen) && isNew()) {
            words.add(Arrays.copyOf(word, length));
        }
        beyondAscii = false;
        unseen = false;
        length = 0;
    }

    private boolean isNew() {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ word[i]) * 0x100000001B3L;
        }
        hash = hash == 0 ? 1 : hash;
        int slot = (int) (hash ^ (hash >>> 32)) & (TABLE - 1);
        while (hashes[slot] != 0 && hashes[slot] != hash) {
            slot = (slot + 1) & (TABLE - 1);
        }
        boolean free = hashes[slot] == 0;
        hashes[slot] = hash;
        return free;
    }

    /** The words so far, as bytes. */
    List<byte[]> words() {
        close();
        return List.copyOf(words);
    }
}
