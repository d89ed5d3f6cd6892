package dev.longhaul.shop.file.workbook;

import dev.longhaul.shop.file.xml.BrokenXmlException;
import dev.longhaul.shop.file.xml.XmlReader;
import dev.longhaul.shop.file.xml.XmlReader.Event;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a workbook's cells refer to by number. They are kept in a temporary file, because a large workbook has
 * millions of them, and the most recently used ones in memory. For one thread.
 */
final class SharedStrings implements Closeable {

    /** More than a cell may have; longer texts are cut, and the record that has one is too long anyway. */
    static final int MAX_CHARS = 200_000;

    private static final int MAX_STRINGS = 32_000_000;
    private static final long MAX_BYTES = 1L << 30;
    private static final int BLOCK = 16;
    private static final int KEPT_CHARS = 2_000_000;
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final RandomAccessFile file;
    private final Map<Integer, Block> kept = new LinkedHashMap<>(BLOCK, 0.75f, true);
    private long keptChars;
    // where each block of texts begins
    private long[] starts = new long[BLOCK];
    private int count;
    private long length;

    private record Block(List<String> texts, long chars) {}

    private SharedStrings() throws IOException {
        // for its owner alone
        this.path = Files.createTempFile("longhaul-texts-", ".tmp");
        this.file = new RandomAccessFile(path.toFile(), "rw");
        // gone with the process, where the system lets an open file be deleted; elsewhere on close
        path.toFile().delete();
    }

    /**
     * Reads all texts.
     *
     * @param part null when the workbook has none
     */
    static SharedStrings read(WorkbookParts parts, @Nullable String part) throws IOException, BrokenWorkbookException {
        InputStream bytes = part == null ? null : parts.open(part);
        SharedStrings strings = new SharedStrings();
        if (bytes == null) {
            return strings;
        }
        try (XmlReader xml = XmlReader.open(bytes, null)) {
            strings.fill(xml);
            return strings;
        } catch (BrokenXmlException e) {
            strings.close();
            throw new BrokenWorkbookException(Workbook.orEmpty(part), e);
        } catch (BrokenWorkbookException | IOException | RuntimeException e) {
            strings.close();
            throw e;
        }
    }

    private void fill(XmlReader xml) throws IOException, BrokenXmlException, BrokenWorkbookException {
        DataOutputStream target = new DataOutputStream(new BufferedOutputStream(new FileEnd(), BUFFER));
        for (Event event = xml.next(); event != Event.END_OF_DOCUMENT; event = xml.next()) {
            if (event == Event.START && xml.localName().equals("si")) {
                add(RichText.read(xml, MAX_CHARS), target);
            }
        }
        target.flush();
    }

    private void add(String text, DataOutputStream target) throws IOException, BrokenWorkbookException {
        if (count == MAX_STRINGS || length > MAX_BYTES) {
            throw new BrokenWorkbookException("the workbook has more than " + MAX_STRINGS + " different texts or "
                    + (MAX_BYTES >> 20) + " MiB of them; save it as CSV");
        }
        if (count % BLOCK == 0) {
            int block = count / BLOCK;
            starts = block == starts.length ? Arrays.copyOf(starts, block * 2) : starts;
            starts[block] = length;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        target.writeInt(bytes.length);
        target.write(bytes);
        length += Integer.BYTES + bytes.length;
        count++;
    }

    /** The text with this number, null when there is none. */
    @Nullable
    String get(int number) throws IOException {
        if (number < 0 || number >= count) {
            return null;
        }
        Block block = kept.get(number / BLOCK);
        return (block == null ? load(number / BLOCK) : block).texts().get(number % BLOCK);
    }

    private Block load(int number) throws IOException {
        int texts = Math.min(BLOCK, count - number * BLOCK);
        long end = (number + 1) * BLOCK < count ? starts[number + 1] : length;
        byte[] bytes = new byte[Math.toIntExact(end - starts[number])];
        file.seek(starts[number]);
        file.readFully(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        String[] loaded = new String[texts];
        long chars = 0;
        for (int i = 0; i < texts; i++) {
            int size = buffer.getInt();
            loaded[i] = new String(bytes, buffer.position(), size, StandardCharsets.UTF_8);
            buffer.position(buffer.position() + size);
            chars += loaded[i].length();
        }
        Block block = new Block(List.of(loaded), chars);
        keep(number, block);
        return block;
    }

    private void keep(int number, Block block) {
        kept.put(number, block);
        keptChars += block.chars() + BLOCK;
        var oldest = kept.entrySet().iterator();
        while (keptChars > KEPT_CHARS && kept.size() > 1) {
            keptChars -= oldest.next().getValue().chars() + BLOCK;
            oldest.remove();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    private final class FileEnd extends OutputStream {

        @Override
        public void write(int b) throws IOException {
            file.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            file.write(bytes, from, length);
        }
    }
}
