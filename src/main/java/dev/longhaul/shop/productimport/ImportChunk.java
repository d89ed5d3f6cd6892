package dev.longhaul.shop.productimport;

import dev.longhaul.shop.catalog.write.PlannedRecord;
import dev.longhaul.shop.catalog.write.PlannedRecords;
import dev.longhaul.shop.catalog.write.ProductRecord;
import dev.longhaul.shop.catalog.write.RecordOutcome;
import dev.longhaul.shop.file.record.FileRecord;
import dev.longhaul.shop.file.record.RecordFault;
import dev.longhaul.shop.file.record.RejectColumns;
import dev.longhaul.shop.reading.mapping.MappedRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** Records of the file that are written together, in its order. Not safe for several threads. */
final class ImportChunk {

    static final int MAX_RECORDS = 500;

    /** Bounds the memory of a chunk of long descriptions. */
    static final int MAX_CHARS = 1 << 20;

    private final List<FileRecord> records = new ArrayList<>(MAX_RECORDS);
    private final List<MappedRecord> mapped = new ArrayList<>(MAX_RECORDS);
    private int charCount;

    void add(FileRecord record, MappedRecord mappedRecord) {
        records.add(record);
        mapped.add(mappedRecord);
        for (String cell : record.cells()) {
            charCount += cell.length();
        }
    }

    boolean isFull() {
        return records.size() >= MAX_RECORDS || charCount >= MAX_CHARS;
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    long firstNumber() {
        return records.get(0).number();
    }

    long lastNumber() {
        return records.get(records.size() - 1).number();
    }

    /** What goes to the catalogue, in order. */
    List<ProductRecord> valid() {
        return validBut(Set.of());
    }

    /** What went to the catalogue when the records of these numbers were rejected. */
    List<ProductRecord> validBut(Set<Long> rejectedNumbers) {
        List<ProductRecord> valid = new ArrayList<>(mapped.size());
        for (int i = 0; i < mapped.size(); i++) {
            if (mapped.get(i) instanceof MappedRecord.Valid found
                    && !rejectedNumbers.contains(records.get(i).number())) {
                valid.add(found.record());
            }
        }
        return valid;
    }

    /**
     * What a check has found for its records that go to the catalogue, by their numbers.
     *
     * @param outcomes of {@link #valid()}, in the same order
     */
    SortedMap<Long, PlannedRecord> found(List<RecordOutcome> outcomes) {
        SortedMap<Long, PlannedRecord> found = new TreeMap<>();
        int next = 0;
        for (int i = 0; i < mapped.size(); i++) {
            if (mapped.get(i) instanceof MappedRecord.Valid) {
                found.put(records.get(i).number(), PlannedRecord.of(outcomes.get(next++)));
            }
        }
        return found;
    }

    /**
     * The same for the import that follows.
     *
     * @param found by the numbers of the records
     * @param isOwn whether this import has given a product this revision
     */
    PlannedRecords planned(Map<Long, PlannedRecord> found, LongPredicate isOwn) {
        PlannedRecords planned = PlannedRecords.with(isOwn);
        for (int i = 0; i < mapped.size(); i++) {
            PlannedRecord record = found.get(records.get(i).number());
            if (record != null && mapped.get(i) instanceof MappedRecord.Valid valid) {
                planned.put(valid.record(), record);
            }
        }
        return planned;
    }

    /**
     * The records that were not imported: those faulty from the start, and those the catalogue refused.
     *
     * @param outcomes of {@link #valid()}, in the same order
     */
    List<RejectedRecord> rejected(List<RecordOutcome> outcomes) {
        List<RejectedRecord> rejected = new ArrayList<>();
        forEach(outcomes, (record, fault) -> {
            if (fault != null) {
                rejected.add(new RejectedRecord(new Reject(record.number(), record.line(), fault), record.cells()));
            }
        });
        return rejected;
    }

    /**
     * Those of its records that have a number in the file of the import whose rejects they are.
     *
     * @param outcomes of {@link #valid()}, in the same order
     * @param columnCount how many columns that file has
     */
    List<LeftRejects.Retried> retried(List<RecordOutcome> outcomes, int columnCount) {
        List<LeftRejects.Retried> retried = new ArrayList<>();
        forEach(outcomes, (record, fault) -> {
            long number = RejectColumns.number(record, columnCount);
            if (number > 0) {
                retried.add(new LeftRejects.Retried(number, record, fault));
            }
        });
        return retried;
    }

    /**
     * Hands over each record with its fault; null if it was imported.
     *
     * @param outcomes of {@link #valid()}, in the same order
     */
    void forEach(List<RecordOutcome> outcomes, BiConsumer<FileRecord, @Nullable RecordFault> action) {
        int next = 0;
        for (int i = 0; i < mapped.size(); i++) {
            RecordFault fault = null;
            if (mapped.get(i) instanceof MappedRecord.Faulty faulty) {
                fault = faulty.fault();
            } else if (outcomes.get(next++) instanceof RecordOutcome.Refused refused) {
                fault = RecordFault.ofRecord(refused.reason());
            }
            action.accept(records.get(i), fault);
        }
    }

    /**
     * How many of its records are left when it ends with the rejected record that is one too many; all of them if that
     * is not among them.
     *
     * @param outcomes of {@link #valid()}, in the same order
     * @param most how many may be rejected
     */
    int countUpToReject(List<RecordOutcome> outcomes, long most) {
        long rejected = 0;
        int next = 0;
        for (int i = 0; i < mapped.size(); i++) {
            boolean isRejected = mapped.get(i) instanceof MappedRecord.Faulty
                    || outcomes.get(next++) instanceof RecordOutcome.Refused;
            rejected += isRejected ? 1 : 0;
            if (rejected > most) {
                return i + 1;
            }
        }
        return mapped.size();
    }

    int size() {
        return records.size();
    }

    /** Its first records. */
    ImportChunk first(int count) {
        ImportChunk first = new ImportChunk();
        for (int i = 0; i < count; i++) {
            first.add(records.get(i), mapped.get(i));
        }
        return first;
    }

    /**
     * What looks wrong in the imported records.
     *
     * @param outcomes of {@link #valid()}, in the same order
     */
    void addWarnings(List<RecordOutcome> outcomes, WarningGroups groups) {
        int next = 0;
        for (int i = 0; i < mapped.size(); i++) {
            if (mapped.get(i) instanceof MappedRecord.Valid valid
                    && outcomes.get(next++) instanceof RecordOutcome.Accepted) {
                long line = records.get(i).line();
                valid.warnings().forEach(warning -> groups.add(line, warning));
            }
        }
    }
}
