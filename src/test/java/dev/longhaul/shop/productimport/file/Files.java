package dev.longhaul.shop.productimport.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Files of a test: their bytes, and what reading them gives. */
final class Files {

    private Files() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text, String charset) {
        return text.getBytes(Charset.forName(charset));
    }

    static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    static FileShape examine(byte[] bytes) throws IOException, UnreadableFileException {
        return ProductFile.examine(new ByteArrayInputStream(bytes));
    }

    static TextFormat format(byte[] bytes) throws IOException, UnreadableFileException {
        return ProductFile.recognise(new ByteArrayInputStream(bytes));
    }

    static List<FileRecord> records(byte[] bytes) throws IOException, UnreadableFileException {
        List<FileRecord> records = new ArrayList<>();
        TextFormat format = format(bytes);
        try (RecordReader reader = RecordReader.open(new ByteArrayInputStream(bytes), format)) {
            for (FileRecord record = reader.next(); record != null; record = reader.next()) {
                records.add(record);
            }
        }
        return records;
    }

    static List<MappedRecord> mapped(byte[] bytes) throws IOException, UnreadableFileException {
        RecordMapper mapper = new RecordMapper(ColumnMapping.of(examine(bytes).header()), "EUR");
        return records(bytes).stream().map(mapper::map).toList();
    }
}
