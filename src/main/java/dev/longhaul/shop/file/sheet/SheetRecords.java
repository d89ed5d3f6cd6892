package dev.longhaul.shop.file.sheet;

import dev.longhaul.shop.catalog.Reason;
import dev.longhaul.shop.catalog.SpreadsheetText;
import dev.longhaul.shop.file.record.CellText;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordCollector;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.file.record.RecordSource;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.file.workbook.BrokenWorkbookException;
import dev.longhaul.shop.file.workbook.SheetReader;
import dev.longhaul.shop.file.workbook.SheetRow;
import dev.longhaul.shop.file.workbook.Workbook;
import dev.longhaul.shop.file.workbook.WorkbookSheet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of a sheet: the rows below its header. A row that repeats the header, as on every printed page, is not a
 * record. A cell beyond the header belongs to a column without a name. For one thread.
 */
final class SheetRecords implements RecordSource {

    private final SheetReader rows;
    private final List<String> header;
    private final List<String> written;
    private final boolean named;
    private @Nullable SheetRow first;
    private long count;

    private SheetRecords(SheetReader rows, SheetRow header) {
        this.rows = rows;
        this.named = true;
        this.written = header.cells().stream().map(CellText::trimmed).toList();
        this.header = new ArrayList<>(written);
        // invisible blanks are not names
        while (!this.header.isEmpty() && this.header.get(this.header.size() - 1).isEmpty()) {
            this.header.remove(this.header.size() - 1);
        }
    }

    private SheetRecords(SheetReader rows, @Nullable SheetRow first, boolean named) {
        this.rows = rows;
        this.named = named;
        this.written = List.of();
        this.header = new ArrayList<>();
        this.first = first;
    }

    /**
     * Opens a sheet below its header.
     *
     * @param known the columns of a file that was examined, none of another
     */
    static SheetRecords open(Workbook workbook, WorkbookSheet sheet, int headerLine, List<String> known)
            throws IOException, UnreadableFileException {
        SheetReader rows = null;
        try {
            rows = workbook.read(sheet, RecordCollector.MAX_COLUMNS, RecordCollector.MAX_RECORD_CHARS);
            SheetRecords records = open(rows, headerLine);
            for (int i = records.header.size(); i < known.size(); i++) {
                records.header.add(known.get(i));
            }
            rows = null;
            return records;
        } catch (BrokenWorkbookException e) {
            throw WorkbookFile.broken(e);
        } finally {
            if (rows != null) {
                rows.close();
            }
        }
    }

    private static SheetRecords open(SheetReader rows, int headerLine)
            throws IOException, UnreadableFileException, BrokenWorkbookException {
        SheetRow row = rows.next();
        while (row != null && row.number() < headerLine) {
            row = rows.next();
        }
        if (headerLine == 0) {
            return new SheetRecords(rows, row, false);
        }
        if (row == null || row.number() != headerLine) {
            throw UnreadableFileException.ofStructure(
                    "header-missing", "row " + headerLine + " of the sheet, where its header should be, is empty");
        }
        requireHeader(row);
        return new SheetRecords(rows, row);
    }

    private static void requireHeader(SheetRow row) throws UnreadableFileException {
        if (row.width() > RecordCollector.MAX_COLUMNS) {
            throw UnreadableFileException.ofStructure(
                    "too-many-columns",
                    "the header on line " + row.number() + " has " + row.width() + " columns, at most "
                            + RecordCollector.MAX_COLUMNS + " are read");
        }
        if (row.tooLong()) {
            throw UnreadableFileException.ofStructure(
                    "header-too-long",
                    "the header on line " + row.number() + " has more than " + RecordCollector.MAX_RECORD_CHARS
                            + " characters");
        }
    }

    @Override
    public List<String> header() {
        return List.copyOf(header);
    }

    @Override
    public @Nullable FileRecord next() throws IOException, UnreadableFileException {
        try {
            SheetRow row = first == null ? rows.next() : first;
            first = null;
            while (row != null && (isBlank(row) || isHeader(row))) {
                row = rows.next();
            }
            return row == null ? null : record(row);
        } catch (BrokenWorkbookException e) {
            throw WorkbookFile.broken(e);
        }
    }

    private boolean isHeader(SheetRow row) {
        return named && row.cells().stream().map(CellText::trimmed).toList().equals(written);
    }

    private static boolean isBlank(SheetRow row) {
        return !row.tooLong()
                && row.width() <= RecordCollector.MAX_COLUMNS
                && row.cells().stream().allMatch(CellText::isBlank);
    }

    private FileRecord record(SheetRow row) {
        while (header.size() < row.cells().size()) {
            header.add(named ? "" : SheetReader.letters(header.size() + 1));
        }
        count++;
        // a guarded CSV file that was saved as a workbook keeps its apostrophes
        List<String> cells =
                row.cells().stream().map(SpreadsheetText::unguarded).toList();
        return new FileRecord(count, row.number(), cells, faultOf(row));
    }

    private static @Nullable RecordFault faultOf(SheetRow row) {
        if (row.tooLong()) {
            return RecordFault.tooLong();
        }
        return row.width() <= RecordCollector.MAX_COLUMNS
                ? null
                : RecordFault.ofRecord(Reason.of(
                        "too-many-cells.sheet", SheetReader.letters(row.width()), RecordCollector.MAX_COLUMNS));
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
