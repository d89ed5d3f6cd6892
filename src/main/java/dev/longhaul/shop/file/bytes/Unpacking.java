package dev.longhaul.shop.file.bytes;

import dev.longhaul.shop.file.record.UnreadableFileException;

/** Limits what one archive may unpack to. For one thread. */
final class Unpacking {

    /** More than a catalogue of a million products has. */
    static final long MAX_BYTES = 4L << 30;

    /** Text packs to a tenth, a sheet of repeated cells to a fiftieth; only a trap packs better. */
    static final int MAX_RATIO = 200;

    /** Small files may pack to nearly nothing. */
    static final long FREE_BYTES = 1 << 20;

    private long count;

    /**
     * Counts bytes that were unpacked.
     *
     * @param part all bytes of this file so far
     * @param packed how many packed bytes they took
     */
    void count(String name, long bytes, long part, long packed) throws RefusedBytesException {
        count += bytes;
        if (count > MAX_BYTES) {
            throw refused(
                    "archive-too-large",
                    name + " unpacks to more than " + (MAX_BYTES >> 30) + " GiB; split the file into several");
        }
        if (part > FREE_BYTES && part / MAX_RATIO > packed) {
            throw refused(
                    "archive-ratio",
                    name + " unpacks to more than " + MAX_RATIO
                            + " times its size, as no table does; send it unpacked");
        }
    }

    static RefusedBytesException refused(String code, String sentence) {
        return new RefusedBytesException(UnreadableFileException.ofStructure(code, sentence));
    }
}
