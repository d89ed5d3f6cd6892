package dev.longhaul.shop.file.text;

import dev.longhaul.shop.file.bytes.Beginning;
import dev.longhaul.shop.file.record.HeaderJudge;
import dev.longhaul.shop.file.record.MachineNames;
import dev.longhaul.shop.file.record.RecordCollector;
import dev.longhaul.shop.file.record.StructureFault;
import dev.longhaul.shop.file.record.TextFormat;
import dev.longhaul.shop.file.record.UnreadableFileException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The first records of a text under one delimiter: how well they look like a table, and which of them is its header.
 */
final class TableSample {

    private static final int MOST_RECORDS = 300;

    /** How many records are searched for a header; what is above it is a title. */
    private static final int HEADER_CANDIDATES = 20;

    /** Where the header is. */
    enum Header {
        /** Among the first records. */
        SOUGHT,
        /** The first record. */
        FIRST,
        /** Nowhere: every record describes a product. */
        NONE
    }

    private final TextFormat format;
    private final Header header;
    private final List<RecordCollector.Collected> records;
    private final boolean broken;
    private final int headerIndex;
    private final int known;

    private TableSample(TextFormat format, Header header, Records read, HeaderJudge judge) {
        this.format = format;
        this.header = header;
        this.records = read.records();
        this.broken = read.broken();
        this.headerIndex = header == Header.SOUGHT ? headerIndex(judge) : 0;
        this.known = records.isEmpty() || header == Header.NONE ? 0 : judge.knownNames(header().filled());
    }

    private record Records(List<RecordCollector.Collected> records, boolean broken) {}

    /** Splits the beginning of a text at the format's delimiter, after its skipped lines. */
    static TableSample of(Beginning beginning, Header header, TextFormat format) throws IOException {
        List<RecordCollector.Collected> records = new ArrayList<>();
        boolean broken = false;
        try (RecordParser parser = new RecordParser(new StringReader(beginning.text()), format)) {
            for (RecordCollector.Collected record = parser.next();
                    record != null && records.size() < MOST_RECORDS;
                    record = parser.next()) {
                records.add(record);
            }
        } catch (UnreadableFileException e) {
            // if the beginning ends in the middle of a cell, its quote is not closed yet
            broken = beginning.whole() || !e.code().equals(StructureFault.UNCLOSED_QUOTE);
        }
        if (!beginning.whole() && !broken && records.size() > 1 && records.size() < MOST_RECORDS) {
            records.remove(records.size() - 1);
        }
        return new TableSample(format, header, new Records(records, broken), beginning.judge());
    }

    /**
     * The beginning of a text, without its byte order mark.
     *
     * @param whole nothing follows it
     */
    record Beginning(String text, boolean whole, HeaderJudge judge) {}

    /** A fault in the quotes ended the sample. */
    boolean isBroken() {
        return broken;
    }

    /** More known names are better, then more records that are as wide as the header, then more columns. */
    long score() {
        if (records.isEmpty()) {
            return -1;
        }
        int columns = Math.min(header == Header.NONE ? width() : header().filledCount(), RecordCollector.MAX_COLUMNS);
        return (known * 11L + tenthsInShape()) * (RecordCollector.MAX_COLUMNS + 1) + columns;
    }

    // what stands above the header is not in shape: under the wrong delimiter a header looks like a title
    private int tenthsInShape() {
        int width = width();
        if (width < 2) {
            return 0;
        }
        long inShape = records.stream()
                .skip(headerIndex)
                .filter(record -> record.fieldCount() > 1 && record.filledCount() <= width)
                .count();
        return (int) (inShape * 10 / records.size());
    }

    private int width() {
        return header == Header.NONE
                ? records.stream()
                        .mapToInt(RecordCollector.Collected::fieldCount)
                        .max()
                        .orElse(0)
                : header().fieldCount();
    }

    /** Every record is as wide as the header, and the table has more than one column and more than one record. */
    boolean isRegular() {
        int width = records.isEmpty() ? 0 : header().fieldCount();
        return width > 1
                && records.size() > headerIndex + 2
                && records.stream().skip(headerIndex).allMatch(record -> record.fieldCount() == width);
    }

    /**
     * Quotes are ordinary characters here: some are where they cannot open or close a cell, and no cell is enclosed in
     * them.
     */
    boolean hasQuotesAsLetters() {
        boolean inside = false;
        for (RecordCollector.Collected record : records) {
            for (int i = 0; i < record.cells().size(); i++) {
                String cell = record.cell(i);
                if (cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")) {
                    return false;
                }
                inside |= cell.indexOf('"', 1) > 0 && !cell.startsWith("\"");
            }
        }
        return inside;
    }

    /** The format with what was found: the header's line and how wide the table is. */
    TextFormat found() {
        if (records.isEmpty()) {
            return format;
        }
        if (header == Header.NONE) {
            int widest = records.stream()
                    .mapToInt(RecordCollector.Collected::filledCount)
                    .max()
                    .orElse(0);
            return format.withTable(0, format.skippedLines(), widest);
        }
        int line = (int) header().line();
        return format.withTable(line, line - 1, columnCount());
    }

    // unnamed columns at the end of the header count if they hold something
    private int columnCount() {
        int width = header().fieldCount();
        return records.stream()
                .skip(headerIndex)
                .mapToInt(RecordCollector.Collected::filledCount)
                .filter(filled -> filled <= width)
                .max()
                .orElse(0);
    }

    private RecordCollector.Collected header() {
        return records.get(headerIndex);
    }

    /**
     * The first record that is about as wide as most, so that titles above the table are left aside, unless another
     * looks more like a header: it has more known names, and it is wider or half of its names are known.
     */
    private int headerIndex(HeaderJudge judge) {
        int candidates = Math.min(records.size(), HEADER_CANDIDATES);
        int[] knownNames = new int[candidates];
        for (int i = 0; i < candidates; i++) {
            knownNames[i] = judge.knownNames(records.get(i).filled());
        }
        int chosen = firstAsWideAsMost(candidates, knownNames);
        for (int i = 0; i < candidates; i++) {
            int filled = records.get(i).filledCount();
            boolean likelier = knownNames[i] >= 2
                    && knownNames[i] > knownNames[chosen]
                    && (filled > records.get(chosen).filledCount() || knownNames[i] * 2 >= filled);
            if (likelier) {
                chosen = i;
            }
        }
        boolean second = chosen + 1 < records.size()
                && MachineNames.areIn(
                        records.get(chosen + 1).filled(), records.get(chosen).filled(), judge);
        return second ? chosen + 1 : chosen;
    }

    private int firstAsWideAsMost(int candidates, int[] knownNames) {
        int usual = usualWidth();
        if (candidates == 0
                || usual <= 1
                || (knownNames[0] > 0 && records.get(0).filledCount() > 1)) {
            return 0;
        }
        for (int i = 0; i < candidates; i++) {
            if (records.get(i).filledCount() >= Math.max(2, (usual + 1) / 2)) {
                return i;
            }
        }
        return 0;
    }

    private int usualWidth() {
        Map<Integer, Integer> counts = new HashMap<>();
        records.forEach(record -> counts.merge(record.filledCount(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
    }
}
