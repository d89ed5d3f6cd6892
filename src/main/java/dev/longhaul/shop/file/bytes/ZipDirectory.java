package dev.longhaul.shop.file.bytes;

import dev.longhaul.shop.file.record.UnreadableFileException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Checks the end of a ZIP before it is opened: {@link java.util.zip.ZipFile} keeps its whole directory in memory
 * (APPNOTE.TXT, sections 4.3.14 to 4.3.16).
 */
final class ZipDirectory {

    static final int MAX_ENTRIES = 10_000;

    private static final int MAX_DIRECTORY_BYTES = 8 << 20;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int END_64_SIGNATURE = 0x06064b50;
    private static final int END_64_BYTES = 56;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int FILE_SIGNATURE = 0x04034b50;
    private static final int FLAGS = 6;

    private ZipDirectory() {}

    /** Refuses an archive that has too many entries, no end, or a password on its first file. */
    static void require(RandomAccessFile zip) throws IOException, UnreadableFileException {
        int tailBytes = (int) Math.min(zip.length(), (long) END_BYTES + MAX_COMMENT + LOCATOR_BYTES);
        ByteBuffer tail = read(zip, zip.length() - tailBytes, tailBytes);
        int end = tailBytes - END_BYTES;
        while (end >= 0 && tail.getInt(end) != END_SIGNATURE) {
            end--;
        }
        if (end < 0) {
            throw damaged();
        }
        long entries = tail.getShort(end + 10) & 0xFFFFL;
        long bytes = tail.getInt(end + 12) & 0xFFFFFFFFL;
        int locator = end - LOCATOR_BYTES;
        if (locator >= 0 && tail.getInt(locator) == LOCATOR_SIGNATURE) {
            long position = tail.getLong(locator + 8);
            if (position < 0 || position > zip.length() - END_64_BYTES) {
                throw damaged();
            }
            ByteBuffer end64 = read(zip, position, END_64_BYTES);
            if (end64.getInt(0) == END_64_SIGNATURE) {
                entries = end64.getLong(32);
                bytes = end64.getLong(40);
            }
        }
        if (entries < 0 || entries > MAX_ENTRIES || bytes < 0 || bytes > MAX_DIRECTORY_BYTES) {
            throw UnreadableFileException.ofStructure(
                    "archive-entries", "the ZIP has more than " + MAX_ENTRIES + " files; send only the table");
        }
        ByteBuffer first = read(zip, 0, FLAGS + 2);
        if (first.getInt(0) == FILE_SIGNATURE && (first.getShort(FLAGS) & 1) != 0) {
            throw encrypted();
        }
    }

    static UnreadableFileException damaged() {
        return UnreadableFileException.ofStructure(
                "archive-damaged", "the ZIP is damaged or ends too early; pack and send it again");
    }

    static UnreadableFileException encrypted() {
        return UnreadableFileException.ofStructure("archive-encrypted", "the ZIP has a password; pack it without one");
    }

    private static ByteBuffer read(RandomAccessFile zip, long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        zip.seek(position);
        zip.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
