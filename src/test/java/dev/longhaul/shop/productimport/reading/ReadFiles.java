package dev.longhaul.shop.productimport.reading;

import dev.longhaul.shop.productimport.file.FileRecord;
import dev.longhaul.shop.productimport.file.RecordFile;
import dev.longhaul.shop.productimport.file.RecordSource;
import dev.longhaul.shop.productimport.file.UnreadableFileException;
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
        return FileReading.examine(new ByteArrayInputStream(bytes), ReadingChoices.NONE);
    }

    static List<MappedRecord> mapped(byte[] bytes) throws IOException, UnreadableFileException {
        FileReading reading = examine(bytes);
        RecordMapper mapper = new RecordMapper(ColumnMapping.of(reading.header()), "EUR");
        List<MappedRecord> mapped = new ArrayList<>();
        try (RecordSource source = RecordFile.open(new ByteArrayInputStream(bytes), reading.format())) {
            for (FileRecord record = source.next(); record != null; record = source.next()) {
                mapped.add(mapper.map(record));
            }
        }
        return mapped;
    }
}
