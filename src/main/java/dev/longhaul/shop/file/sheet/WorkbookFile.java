package dev.longhaul.shop.file.sheet;

import dev.longhaul.shop.file.RecordFile;
import dev.longhaul.shop.file.bytes.Archive;
import dev.longhaul.shop.file.record.Examination;
import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.FileFormat;
import dev.longhaul.shop.file.record.FileFormat.Container;
import dev.longhaul.shop.file.record.FileFormat.Kind;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.HeaderJudge;
import dev.longhaul.shop.file.record.Headers;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.RecordVisitor;
import dev.longhaul.shop.file.record.SheetFormat;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.file.workbook.BrokenWorkbookException;
import dev.longhaul.shop.file.workbook.Workbook;
import dev.longhaul.shop.file.workbook.WorkbookSheet;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Workbooks: one of their sheets is the table. */
public final class WorkbookFile {

    private WorkbookFile() {}

    /** Reads a sheet to its end, as {@link RecordFile#examine} does. */
    public static FileFormat examine(Archive archive, FileChoices choices, HeaderJudge judge, RecordVisitor visitor)
            throws IOException, UnreadableFileException {
        try (Workbook workbook = Workbook.open(archive)) {
            SheetChoice choice = SheetChoice.of(workbook, choices, judge);
            String name = choice.sheet().name();
            try (RecordSource records = SheetRecords.open(workbook, choice.sheet(), choice.headerLine(), List.of())) {
                Examination examined = Examination.of(records, visitor)
                        .requireRecords(
                                "the sheet " + Headers.shortened(name) + " has a header and no record below it");
                return new FileFormat(
                        Container.NONE,
                        null,
                        Kind.WORKBOOK,
                        null,
                        new SheetFormat(name, choice.headerLine()),
                        examined.header(),
                        examined.recordCount());
            }
        } catch (BrokenWorkbookException e) {
            throw broken(e);
        }
    }

    /** Opens a workbook that was examined; closes the archive with the records. */
    public static RecordSource open(Archive archive, FileFormat format) throws IOException, UnreadableFileException {
        Workbook workbook = null;
        RecordSource records = null;
        try {
            workbook = Workbook.open(archive);
            SheetFormat sheet = Objects.requireNonNull(format.sheet());
            records = SheetRecords.open(workbook, sheet(workbook, sheet.name()), sheet.headerLine(), format.header());
            return new Closing(records, records, workbook, archive);
        } catch (BrokenWorkbookException e) {
            throw broken(e);
        } finally {
            if (records == null) {
                close(workbook, archive);
            }
        }
    }

    private static void close(@Nullable Workbook workbook, Archive archive) throws IOException {
        try (archive) {
            if (workbook != null) {
                workbook.close();
            }
        }
    }

    private static WorkbookSheet sheet(Workbook workbook, String name) throws UnreadableFileException {
        return workbook.sheets().stream()
                .filter(sheet -> sheet.name().equals(name))
                .findFirst()
                .orElseThrow(() -> UnreadableFileException.ofStructure(
                        "sheet-unknown", "the workbook no longer has the sheet " + Headers.shortened(name)));
    }

    static UnreadableFileException broken(BrokenWorkbookException e) {
        return UnreadableFileException.ofStructure("workbook-broken", String.valueOf(e.getMessage()));
    }

    /** Records that close what they are read from. */
    private record Closing(RecordSource records, Closeable first, Closeable second, Closeable third)
            implements RecordSource {

        @Override
        public List<String> header() {
            return records.header();
        }

        @Override
        public @Nullable FileRecord next() throws IOException, UnreadableFileException {
            return records.next();
        }

        @Override
        public void close() throws IOException {
            try (third;
                    second;
                    first) {
                // closed in the order of their names
            }
        }
    }
}
