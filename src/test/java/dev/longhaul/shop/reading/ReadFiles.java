package dev.longhaul.shop.reading;

import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.reading.column.ReadingChoices;
import dev.longhaul.shop.reading.mapping.MappedRecord;
import dev.longhaul.shop.reading.mapping.RecordMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Files of a test: their bytes, and what reading them gives. */
final class ReadFiles {

    private ReadFiles() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text, String charset) {
        return text.getBytes(Charset.forName(charset));
    }

    static FileReading examine(byte[] bytes) throws IOException, UnreadableFileException {
        return examine(bytes, ReadingChoices.NONE);
    }

    static FileReading examine(byte[] bytes, ReadingChoices choices) throws IOException, UnreadableFileException {
        return FileReading.examine(new ByteArrayInputStream(bytes), choices);
    }

    static List<MappedRecord> mapped(byte[] bytes) throws IOException, UnreadableFileException {
        return mapped(bytes, examine(bytes));
    }

    static List<MappedRecord> mapped(byte[] bytes, FileReading reading) throws IOException, UnreadableFileException {
        RecordMapper mapper = reading.mapper(() -> new ByteArrayInputStream(bytes), "EUR");
        List<MappedRecord> mapped = new ArrayList<>();
        try (RecordSource source = RecordFile.open(new ByteArrayInputStream(bytes), reading.format())) {
            for (FileRecord record = source.next(); record != null; record = source.next()) {
                mapped.add(mapper.map(record));
            }
        }
        return mapped;
    }
}
