package dev.longhaul.shop.file.sheet;

import dev.longhaul.shop.file.record.CellText;
import dev.longhaul.shop.file.record.FileChoices;
import dev.longhaul.shop.file.record.HeaderJudge;
import dev.longhaul.shop.file.record.Headers;
import dev.longhaul.shop.file.record.MachineNames;
import dev.longhaul.shop.file.record.RecordCollector;
import dev.longhaul.shop.file.record.UnreadableFileException;
import dev.longhaul.shop.file.workbook.BrokenWorkbookException;
import dev.longhaul.shop.file.workbook.SheetReader;
import dev.longhaul.shop.file.workbook.SheetRow;
import dev.longhaul.shop.file.workbook.Workbook;
import dev.longhaul.shop.file.workbook.WorkbookSheet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which sheet of a workbook is the table, and which of its rows has the names of the columns.
 *
 * @param headerLine the first is 1; zero when there is none
 */
record SheetChoice(WorkbookSheet sheet, int headerLine) {

    /** How many rows with content are searched for the header. */
    private static final int FIRST_ROWS = 20;

    /** A sheet with content, and how many names in its likeliest header are known. */
    private record Candidate(WorkbookSheet sheet, int headerLine, int knownNames) {}

    /**
     * Finds the sheet that a person names, otherwise the one whose header is known best.
     *
     * @throws UnreadableFileException when there is none, or several fit equally well
     */
    static SheetChoice of(Workbook workbook, FileChoices choices, HeaderJudge judge)
            throws IOException, UnreadableFileException, BrokenWorkbookException {
        List<WorkbookSheet> sheets = choices.sheet() == null
                ? workbook.sheets().stream().filter(WorkbookSheet::visible).toList()
                : List.of(named(workbook.sheets(), choices.sheet()));
        List<Candidate> candidates = new ArrayList<>();
        for (WorkbookSheet sheet : sheets) {
            Candidate candidate = candidate(workbook, sheet, judge);
            if (candidate != null) {
                candidates.add(candidate);
            }
        }
        Candidate best = best(candidates);
        return new SheetChoice(best.sheet(), choices.headerLine() == null ? best.headerLine() : choices.headerLine());
    }

    private static WorkbookSheet named(List<WorkbookSheet> sheets, String name) throws UnreadableFileException {
        return sheets.stream()
                .filter(sheet -> sheet.name().equals(name))
                .findFirst()
                .or(() -> sheets.stream()
                        .filter(sheet -> plain(sheet.name()).equals(plain(name)))
                        .findFirst())
                .orElseThrow(() -> UnreadableFileException.ofStructure(
                        "sheet-unknown",
                        "the workbook has no sheet " + Headers.shortened(name) + "; it has " + names(sheets)));
    }

    private static String plain(String name) {
        return CellText.trimmed(name).toLowerCase(Locale.ROOT);
    }

    private static String names(List<WorkbookSheet> sheets) {
        return Headers.named(sheets.stream().map(WorkbookSheet::name).toList());
    }

    private static Candidate best(List<Candidate> candidates) throws UnreadableFileException {
        if (candidates.isEmpty()) {
            throw UnreadableFileException.ofStructure(
                    UnreadableFileException.EMPTY, "the workbook has no visible sheet with content");
        }
        int most = candidates.stream().mapToInt(Candidate::knownNames).max().orElse(0);
        List<Candidate> best =
                candidates.stream().filter(each -> each.knownNames() == most).toList();
        if (best.size() > 1) {
            throw UnreadableFileException.ofStructure(
                    "sheet-choice",
                    "the workbook has several sheets that may be the table, "
                            + names(best.stream().map(Candidate::sheet).toList()) + "; choose one of them");
        }
        return best.get(0);
    }

    /** Null for an empty sheet. */
    private static @Nullable Candidate candidate(Workbook workbook, WorkbookSheet sheet, HeaderJudge judge)
            throws IOException, BrokenWorkbookException {
        try (SheetReader rows = workbook.read(sheet, RecordCollector.MAX_COLUMNS, RecordCollector.MAX_RECORD_CHARS)) {
            Candidate best = null;
            List<String> above = List.of();
            SheetRow row = rows.next();
            for (int i = 0; i < FIRST_ROWS && row != null; i++) {
                List<String> cells = row.cells().stream().map(CellText::trimmed).toList();
                int known = judge.knownNames(cells);
                boolean below = best != null && best.headerLine() == row.number() - 1;
                boolean second = below && MachineNames.areIn(cells, above, judge);
                if (best == null || known > best.knownNames() || second) {
                    best = new Candidate(sheet, row.number(), known);
                    above = cells;
                }
                row = rows.next();
            }
            return best;
        }
    }
}
