package dev.longhaul.shop.productimport.reading;

import dev.longhaul.shop.productimport.file.FileRecord;
import dev.longhaul.shop.productimport.file.RecordVisitor;
import dev.longhaul.shop.productimport.file.UnreadableFileException;
import java.util.List;

/** Collects, while a file is read to its end, what its cells say about its columns. Used once, by one thread. */
final class FileExamination implements RecordVisitor {

    @Override
    public void header(List<String> header) throws UnreadableFileException {
        ColumnMapping.of(header);
    }

    @Override
    public void record(FileRecord record) {}
}
