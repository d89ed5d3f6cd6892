package dev.longhaul.shop.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.FileFormat;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.RecordVisitor;
import dev.longhaul.shop.file.record.TextFormat;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** Files of a test: their bytes, and what reading them gives. */
public final class Files {

    private Files() {}

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] bytes(String text, String charset) {
        return text.getBytes(Charset.forName(charset));
    }

    public static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    public static FileFormat examine(byte[] bytes) throws IOException, UnreadableFileException {
        return RecordFile.examine(new ByteArrayInputStream(bytes), FileChoices.NONE, Files::judge, IGNORED);
    }

    public static FileFormat examine(byte[] bytes, FileChoices choices) throws IOException, UnreadableFileException {
        return RecordFile.examine(new ByteArrayInputStream(bytes), choices, Files::judge, IGNORED);
    }

    /** The cells of all records, as both readings of a file must find them. */
    public static List<List<String>> cells(byte[] bytes) throws IOException, UnreadableFileException {
        return cells(bytes, FileChoices.NONE);
    }

    public static List<List<String>> cells(byte[] bytes, FileChoices choices)
            throws IOException, UnreadableFileException {
        List<FileRecord> seen = new ArrayList<>();
        List<FileRecord> read = new ArrayList<>();
        FileFormat format = RecordFile.examine(new ByteArrayInputStream(bytes), choices, Files::judge, collect(seen));
        try (RecordSource source = RecordFile.open(new ByteArrayInputStream(bytes), format)) {
            for (FileRecord record = source.next(); record != null; record = source.next()) {
                read.add(record);
            }
            assertThat(source.header()).isEqualTo(format.header());
        }
        assertThat(read).isEqualTo(seen).hasSize((int) format.recordCount());
        return read.stream().map(FileRecord::cells).toList();
    }

    private static RecordVisitor collect(List<FileRecord> seen) {
        return new RecordVisitor() {
            @Override
            public void header(List<String> header) {}

            @Override
            public void record(FileRecord record) {
                seen.add(record);
            }
        };
    }

    public static UnreadableFileException refusal(byte[] bytes) {
        return refusal(bytes, FileChoices.NONE);
    }

    public static UnreadableFileException refusal(byte[] bytes, FileChoices choices) {
        return catchThrowableOfType(UnreadableFileException.class, () -> examine(bytes, choices));
    }

    public static TextFormat format(byte[] bytes) throws IOException, UnreadableFileException {
        return Objects.requireNonNull(examine(bytes).text());
    }

    public static List<FileRecord> records(byte[] bytes) throws IOException, UnreadableFileException {
        return records(bytes, FileChoices.NONE);
    }

    public static List<FileRecord> records(byte[] bytes, FileChoices choices)
            throws IOException, UnreadableFileException {
        List<FileRecord> records = new ArrayList<>();
        try (RecordSource source = RecordFile.open(new ByteArrayInputStream(bytes), examine(bytes, choices))) {
            for (FileRecord record = source.next(); record != null; record = source.next()) {
                records.add(record);
            }
        }
        return records;
    }

    public static int judge(List<String> cells) {
        return (int) cells.stream()
                .filter(cell -> KNOWN.contains(cell.toLowerCase(Locale.ROOT)))
                .count();
    }

    /** Sees nothing. */
    public static final RecordVisitor IGNORED = new RecordVisitor() {
        @Override
        public void header(List<String> header) {}

        @Override
        public void record(FileRecord record) {}
    };

    private static final Set<String> KNOWN = Set.of("sku", "name", "price", "stock", "handle", "title", "description");
}
