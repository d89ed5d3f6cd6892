package dev.longhaul.shop.file.encoding;

/** Counts, over all bytes of a file, what distinguishes UTF-8 from other encodings. For one thread. */
final class ByteTally {

    private long beyondAscii;
    private long sequences;
    private long faults;
    private int missing;

    void see(byte[] bytes, int from, int length) {
        int end = from + length;
        for (int i = from; i < end; i++) {
            if (bytes[i] < 0) {
                beyondAscii++;
                seeBeyondAscii(bytes[i] & 0xFF);
                continue;
            }
            faults += missing > 0 ? 1 : 0;
            missing = 0;
            while (i + 1 < end && bytes[i + 1] >= 0) {
                i++;
            }
        }
    }

    // near enough to RFC 3629 for a count: overlong forms are left to the decoder
    private void seeBeyondAscii(int b) {
        boolean continuation = b < 0xC0;
        if (continuation && missing > 0) {
            missing--;
            sequences += missing == 0 ? 1 : 0;
            return;
        }
        if (continuation || missing > 0) {
            faults++;
        }
        if (b >= 0xF5 || b == 0xC0 || b == 0xC1) {
            faults++;
            missing = 0;
        } else {
            missing = continuation ? 0 : b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
        }
    }

    boolean isAscii() {
        return beyondAscii == 0;
    }

    /** How many bytes are not UTF-8. */
    long faults() {
        return faults;
    }

    /** Text in another encoding hardly ever has two bytes that make one UTF-8 character. */
    boolean isMostlyUtf8() {
        return sequences > 0 && faults * 2 <= sequences;
    }
}
